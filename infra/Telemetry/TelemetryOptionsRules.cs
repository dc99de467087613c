using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Telemetry;

/// <summary>What <c>Telemetry:*</c> may be.</summary>
internal sealed class TelemetryOptionsRules : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var wrong = new List<string>();
        Must(options.OtlpEndpoint is null || IsWeb(options.OtlpEndpoint), nameof(options.OtlpEndpoint),
            "must be an http or https address", "http://localhost:4318");
        Must(options.ServiceName.Length > 0, nameof(options.ServiceName), "must not be empty", "payfunctions");
        Must(options.TraceRatio is >= 0 and <= 1, nameof(options.TraceRatio), "must be from 0 to 1", "0.1");
        Must(options.QueueMax is >= 512 and <= 1_000_000, nameof(options.QueueMax), "must be 512 to 1000000", "8192");
        Must(IsWait(options.SendEvery), nameof(options.SendEvery), "must be 0.1 seconds to 5 minutes", "00:00:05");
        Must(IsWait(options.SendWithin), nameof(options.SendWithin), "must be 0.1 seconds to 5 minutes", "00:00:10");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Must(bool holds, string setting, string what, string example)
        {
            if (!holds) wrong.Add(Settings.Wrong($"{TelemetryOptions.Section}:{setting}", what, example));
        }
    }

    private static bool IsWeb(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static bool IsWait(TimeSpan wait) =>
        wait >= TimeSpan.FromSeconds(0.1) && wait <= TimeSpan.FromMinutes(5);
}
