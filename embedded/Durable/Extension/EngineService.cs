using Microsoft.DurableTask.Engine;
using Microsoft.Extensions.Hosting;

namespace Microsoft.DurableTask.Extension;

/// <summary>Opens the engine with the host and drains it with the host.</summary>
internal sealed class EngineService(DurableEngine engine, FunctionTasks tasks) : IHostedService
{
    private bool _started;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        tasks.Prepare();
        engine.Open();
        engine.Start();
        _started = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _started ? engine.StopAsync(cancellationToken) : Task.CompletedTask;
}
