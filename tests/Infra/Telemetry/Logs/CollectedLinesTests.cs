using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Infra.Telemetry.Logs;
using PayFunctions.Sandbox.Telemetry;

namespace PayFunctions.Tests.Infra.Telemetry.Logs;

/// <summary>A line as a collector receives it.</summary>
public sealed class CollectedLinesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_comes_with_its_template_its_fields_the_scopes_around_it_and_why_it_failed()
    {
        var (line, _) = await LineAsync(log =>
        {
            using var order = log.BeginScope("{order_id} {Host}", "ORD1", "passed over");
            log.LogError(new(3000, "Moved"), new InvalidOperationException("不行"), "{From} to {To} for {Fen}, {Late}", "Created", null, 1234L, true);
        });

        Assert.Equal(("Error", "Moved", "{From} to {To} for {Fen}, {Late}"), (line.Severity, line.Event, line.Body));
        Assert.Equal(("Created", "", "1234", "true"), (line.Fields["From"], line.Fields["To"], line.Fields["Fen"], line.Fields["Late"]));
        Assert.Equal(("ORD1", false), (line.Fields["order_id"], line.Fields.ContainsKey("Host")));
        Assert.Equal(("InvalidOperationException", "不行"), (line.Fields["exception.type"], line.Fields["exception.message"]));
    }

    [Fact]
    public async Task What_is_sensitive_is_masked_at_the_collector_too()
    {
        var openId = new Sensitive<string>("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");

        var (line, bytes) = await LineAsync(log =>
        {
            using var scope = log.BeginScope("{payer}", openId);
            log.LogInformation("Paid by {OpenId}", openId);
        });

        Assert.Equal(("***", "***"), (line.Fields["payer"], line.Fields["OpenId"]));
        Assert.DoesNotContain("oUpF8", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(128)]
    [InlineData(100_000)]
    public async Task However_long_a_text_is_it_comes_whole(int length)
    {
        var text = new string('付', length);

        var (line, _) = await LineAsync(log => log.LogInformation("{Text}", text));

        Assert.Equal(text, line.Fields["Text"]);
    }

    /// <summary>What waits is sent at the end: nobody waits for the next sending.</summary>
    private static async Task<(ReceivedLine Line, byte[] Request)> LineAsync(Action<ILogger> work)
    {
        await using var collector = await OtlpCollector.StartAsync(Cancellation);
        var options = Options.Create(new TelemetryOptions { OtlpEndpoint = collector.Url.ToString(), SendEvery = TimeSpan.FromHours(1) });
        await using (var lines = CollectedLines.Of(options, Sampling.Of(new()), TimeProvider.System))
        {
            using var factory = LoggerFactory.Create(logging => logging.AddProvider(lines));
            work(factory.CreateLogger("PayFunctions.Orders"));
        }

        return (Assert.Single(collector.Lines.All()), Assert.Single(collector.Bodies).Body);
    }
}
