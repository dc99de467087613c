using Microsoft.Extensions.Logging;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;
using PayFunctions.Tests.Infra.Telemetry;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Certificates;

public class ExpiryAlertTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);
    private readonly Kept _kept = new();
    private readonly List<LogLine> _lines = [];

    [Fact]
    public void Thirty_and_seven_days_before_its_end_warn_and_the_last_day_and_the_end_are_errors_each_once()
    {
        _kept.Watched = [Certificate("A1", 40)];
        var told = DaysOf(Alerts(), 42);

        Assert.Equal(
            [(10, LogLevel.Warning), (33, LogLevel.Warning), (39, LogLevel.Error), (40, LogLevel.Error)], told);
        Assert.All(_lines, line => Assert.Contains("AppleRoot of applepay: certificate A1", line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_successor_silences_them_and_its_own_end_is_told_anew()
    {
        _kept.Watched = [Certificate("A1", 10)];
        var alerts = Alerts();
        alerts.Check();
        Assert.Single(_lines);

        _kept.Watched = [Certificate("A1", 10), Certificate("B2", 60)];
        Assert.Equal([(30, LogLevel.Warning), (53, LogLevel.Warning)], DaysOf(alerts, 55).Skip(1));
    }

    [Fact]
    public void What_is_superseded_or_has_no_end_is_not_warned_of()
    {
        _kept.Watched =
        [
            Certificate("A1", 3) with { SupersededAt = Start },
            Certificate("B2", 3) with { Account = "other", NotAfter = DateTimeOffset.MaxValue },
        ];

        Alerts().Check();

        Assert.Empty(_lines);
    }

    private ExpiryAlerts Alerts() => new([_kept], _clock, new LogLines<ExpiryAlerts>(_lines));

    /// <summary>Looks once a day at its beginning, as the keeper does more often.</summary>
    private IEnumerable<(int Day, LogLevel Level)> DaysOf(ExpiryAlerts alerts, int days)
    {
        var told = _lines.Select(line => (0, line.Level)).ToList();
        for (var day = 1; day <= days; day++)
        {
            _clock.Advance(TimeSpan.FromDays(1));
            var before = _lines.Count;
            alerts.Check();
            told.AddRange(_lines.Skip(before).Select(line => (day, line.Level)));
        }

        return told;
    }

    private static WatchedCertificate Certificate(string serial, int days) =>
        new(CertificatePurpose.AppleRoot, "applepay", serial, Start.AddDays(-1), Start.AddDays(days));

    private sealed class Kept : ICertificateSource
    {
        public IReadOnlyCollection<WatchedCertificate> Watched { get; set; } = [];
    }
}
