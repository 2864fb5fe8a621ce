"""What is really done: directly-follows graph, variants, process tree and BPMN of one log's steps."""
