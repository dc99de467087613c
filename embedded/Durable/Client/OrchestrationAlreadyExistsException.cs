namespace Microsoft.DurableTask.Client;

/// <summary>An instance in one of the statuses named as duplicates has the id.</summary>
/// <remarks>Internal: apps cannot name the genuine one (in DurableTask.Core.Exceptions) either.</remarks>
internal sealed class OrchestrationAlreadyExistsException(string instanceId)
    : Exception($"An Orchestration instance with the ID {instanceId} already exists.");
