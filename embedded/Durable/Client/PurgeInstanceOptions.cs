namespace Microsoft.DurableTask.Client;

/// <summary>Whether sub-orchestrations are purged with their parent.</summary>
public record PurgeInstanceOptions(bool Recursive = false);
