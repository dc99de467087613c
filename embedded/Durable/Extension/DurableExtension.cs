using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Runtime;
using Microsoft.Azure.Functions.Worker.Settings;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

[assembly: WorkerExtensionType(typeof(Microsoft.DurableTask.Extension.DurableExtension))]

namespace Microsoft.DurableTask.Extension;

/// <summary>Plugs the engine into the host: options, client, the functions it runs, start and end.</summary>
internal sealed class DurableExtension : IWorkerExtension
{
    public void Configure(
        IServiceCollection services, IConfiguration configuration, HostJson host,
        IReadOnlyList<DiscoveredFunction> functions)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new FunctionTasks(provider.GetRequiredService<FunctionInvoker>(), functions));
        services.AddSingleton(provider => new DurableEngine(
            EngineOptions.Read(
                configuration, host.Values, provider.GetRequiredService<IHostEnvironment>().ContentRootPath),
            provider.GetRequiredService<FunctionTasks>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<EngineClient>();
        services.AddSingleton<IParameterBinding, DurableClientBinding>();
        services.AddHostedService<EngineService>();
    }
}
