using System.Reflection;
using OpenTelemetry.Resources;

namespace PayFunctions.Infra.Telemetry;

/// <summary>Who tells: the attributes that stand on all that one process sends.</summary>
internal static class OtlpResource
{
    public static ResourceBuilder Of(TelemetryOptions options)
    {
        var resource = ResourceBuilder.CreateEmpty()
            .AddTelemetrySdk()
            .AddService(options.ServiceName, serviceVersion: Version());
        return options.Environment is { Length: > 0 } environment
            ? resource.AddAttributes([new("deployment.environment.name", environment)])
            : resource;
    }

    private static string? Version() =>
        typeof(OtlpResource).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
