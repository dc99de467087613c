using Microsoft.Azure.Functions.Worker.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>
/// What another stand-in (the durable engine) plugs into the host. The host finds it by
/// <see cref="WorkerExtensionTypeAttribute"/> on the assemblies that the app references, makes it with its
/// parameterless constructor and calls it once from CreateBuilder. There it registers its own
/// <see cref="IParameterBinding"/>s and hosted services; the functions of its triggers it invokes through
/// <see cref="FunctionInvoker"/>.
/// </summary>
internal interface IWorkerExtension
{
    void Configure(
        IServiceCollection services, IConfiguration configuration, HostJson host,
        IReadOnlyList<DiscoveredFunction> functions);
}

/// <summary>Names the assembly's <see cref="IWorkerExtension"/>.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class WorkerExtensionTypeAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}
