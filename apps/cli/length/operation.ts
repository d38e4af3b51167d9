import { graphql } from '../generated/gql.ts';

/** What the processes of each run held, stage by stage. */
export const MeasuredProcesses = graphql(/* GraphQL */ `
  query MeasuredProcesses($id: ID!) {
    generation(id: $id) {
      runs {
        stages {
          stage
          window
          processes {
            role
            peakBytes
          }
        }
      }
    }
  }
`);
