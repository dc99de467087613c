using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Telemetry.Logs;

/// <summary>What <c>Telemetry:Logs:*</c> may be.</summary>
internal sealed class LogOptionsRules : IValidateOptions<LogOptions>
{
    public ValidateOptionsResult Validate(string? name, LogOptions options)
    {
        var wrong = new List<string>();
        Must(options.Rate is >= 0 and <= 1, nameof(options.Rate), "must be from 0 to 1", "0.1");
        for (var i = 0; i < options.Bands.Count; i++)
        {
            var (band, at) = (options.Bands[i], $"{nameof(options.Bands)}:{i}");
            Must(band.Rate is >= 0 and <= 1, $"{at}:{nameof(band.Rate)}", "must be from 0 to 1", "0.1");
            Must(band.CpuAbove is null or (>= 0 and <= 1), $"{at}:{nameof(band.CpuAbove)}", "must be from 0 to 1", "0.8");
            Must(band.QueueAbove is null or >= 0, $"{at}:{nameof(band.QueueAbove)}", "must not be below 0", "1000");
            Must(band is not { CpuAbove: null, QueueAbove: null }, $"{at}:{nameof(band.CpuAbove)}",
                "or QueueAbove is needed: a band without a mark never applies", "0.8");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Must(bool holds, string setting, string what, string example)
        {
            if (!holds) wrong.Add(Settings.Wrong($"{LogOptions.Section}:{setting}", what, example));
        }
    }
}
