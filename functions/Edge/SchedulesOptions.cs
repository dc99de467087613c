using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace PayFunctions.Edge;

/// <summary>Settings <c>Schedules:*</c>: when the timers run, in UTC; NCRONTAB, seconds first.</summary>
/// <remarks>The host reads them out of the configuration by name. Under the genuine host they are app settings that
/// must be there; here each has a default beneath all other settings.</remarks>
public sealed class SchedulesOptions
{
    public const string Section = "Schedules";

    public string RenewCertificates { get; set; } = "0 0 2 * * *";

    /// <summary>What fell through is looked for this often.</summary>
    public string HealLostCallbacks { get; set; } = "0 */5 * * * *";

    /// <summary>Channels whose circuit is open are probed this often, once they have been left alone.</summary>
    public string ProbeChannels { get; set; } = "*/10 * * * * *";

    /// <summary>What has been kept for long enough goes.</summary>
    public string CleanUp { get; set; } = "0 30 3 * * *";

    /// <summary>Yesterday in China is reconciled: 01:30 there, which is 17:30 in UTC.</summary>
    public string ReconcileDays { get; set; } = "0 30 17 * * *";

    /// <summary>Days are held against their objective, and what misses it is told; at least once an hour.</summary>
    public string WatchDays { get; set; } = "0 */15 * * * *";

    /// <summary>What is under way is counted this often, for the gauges.</summary>
    public string MeasureFlows { get; set; } = "0 * * * * *";

    internal static void AddDefaults(FunctionsApplicationBuilder app)
    {
        var defaults = new SchedulesOptions();
        app.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData =
            [
                new($"{Section}:{nameof(RenewCertificates)}", defaults.RenewCertificates),
                new($"{Section}:{nameof(HealLostCallbacks)}", defaults.HealLostCallbacks),
                new($"{Section}:{nameof(CleanUp)}", defaults.CleanUp),
                new($"{Section}:{nameof(ProbeChannels)}", defaults.ProbeChannels),
                new($"{Section}:{nameof(ReconcileDays)}", defaults.ReconcileDays),
                new($"{Section}:{nameof(WatchDays)}", defaults.WatchDays),
                new($"{Section}:{nameof(MeasureFlows)}", defaults.MeasureFlows),
            ],
        });
    }
}
