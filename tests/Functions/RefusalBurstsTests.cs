using System.Net;
using PayFunctions.Edge;
using PayFunctions.Tests.Infra.Telemetry;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Functions;

public class RefusalBurstsTests
{
    private static readonly IPAddress One = IPAddress.Parse("203.0.113.9");
    private static readonly IPAddress Other = IPAddress.Parse("203.0.113.10");

    private readonly List<LogLine> _lines = [];
    private readonly ManualClock _clock = new(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_alert_comes_once_a_minute_and_address()
    {
        var bursts = Bursts(ofNote: 3);

        Add(bursts, One, 10);
        Add(bursts, Other, 2);
        Assert.Single(_lines);
        Assert.Contains("203.0.113.9", _lines[0].Text, StringComparison.Ordinal);

        Add(bursts, Other, 1);
        Assert.Equal(2, _lines.Count);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Add(bursts, One, 3);
        Assert.Equal(3, _lines.Count);
    }

    [Fact]
    public void Refusals_that_come_slowly_raise_none()
    {
        var bursts = Bursts(ofNote: 3);

        for (var minute = 0; minute < 5; minute++)
        {
            Add(bursts, One, 2);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(_lines);
    }

    private RefusalBursts Bursts(int ofNote) => new(
        _clock, new Monitored<EdgeOptions>(new() { RefusalsOfNote = ofNote }), new LogLines<RefusalBursts>(_lines));

    private static void Add(RefusalBursts bursts, IPAddress source, int times)
    {
        for (var i = 0; i < times; i++) bursts.Add("wechatpay", source);
    }
}
