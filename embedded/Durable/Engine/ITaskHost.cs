using Microsoft.DurableTask.Replay;

namespace Microsoft.DurableTask.Engine;

/// <summary>Where the engine finds the code it runs: the worker's functions, or a test's delegates.</summary>
internal interface ITaskHost
{
    /// <summary>Null where no orchestrator has the name.</summary>
    OrchestratorBody? FindOrchestrator(string name);

    /// <summary>Null where no activity has the name.</summary>
    ActivityBody? FindActivity(string name);
}

/// <summary>Runs an activity once: JSON in, JSON out.</summary>
internal delegate Task<string?> ActivityBody(string instanceId, string? input, CancellationToken cancellation);
