using PayFunctions.Sandbox.Alerts;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Sandbox.Alerts;

/// <summary>The alerts of a sandbox that is left running: the deployment's own rules, over a log as the app writes it.</summary>
public sealed class AlertRoundsTests : IDisposable
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly string _path = Path.GetTempFileName();
    private readonly List<string> _said = [];

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task One_that_fires_is_told_with_where_to_look_first_and_then_that_it_has_cleared()
    {
        var rounds = Rounds();
        Log(["Now listening on http://127.0.0.1:7071", .. Enumerable.Repeat(Refused(), 21)]);

        await rounds.GoAsync(TestContext.Current.CancellationToken);
        await rounds.GoAsync(TestContext.Current.CancellationToken);
        Assert.Contains("ALERT critical: callbacks-refused", Assert.Single(_said), StringComparison.Ordinal);
        Assert.Contains("First look: The reason in the log line", _said[0], StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(6));
        await rounds.GoAsync(TestContext.Current.CancellationToken);

        Assert.EndsWith("cleared: callbacks-refused", _said[1], StringComparison.Ordinal);
        Assert.Equal(2, _said.Count);
    }

    [Fact]
    public async Task Half_a_line_is_read_once_it_is_whole()
    {
        var rounds = Rounds();
        Log([.. Enumerable.Repeat(Refused(), 20)]);
        var (line, half) = (Refused(), 30);
        File.AppendAllText(_path, line[..half]);

        await rounds.GoAsync(TestContext.Current.CancellationToken);
        Assert.Empty(_said);
        File.AppendAllText(_path, line[half..] + "\n");
        await rounds.GoAsync(TestContext.Current.CancellationToken);

        Assert.Single(_said);
    }

    private AlertRounds Rounds() => new(
        new(AlertRules.Read()), new LogTail(_path).Next, _ => Task.FromResult<MetricsView?>(null), _clock, _said.Add);

    private void Log(IEnumerable<string> lines) => File.AppendAllLines(_path, lines);

    private string Refused() =>
        $$"""{"at":"{{_clock.GetUtcNow().UtcDateTime:O}}","level":"Warning","event":"CallbackRefused","id":2001}""";
}
