using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Vault;
using PayFunctions.Tests.Infra.Telemetry;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Certificates;

/// <summary>What the log says of certificates once the app has started, whatever the provider does.</summary>
public class StartReportTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);
    private readonly ListingProvider _provider = new();
    private readonly List<LogLine> _lines = [];

    [Fact]
    public async Task Every_certificate_is_told_with_its_state_and_days()
    {
        _provider.Listed.Add(new("A1", Start.AddDays(-100), Start.AddDays(30), "PEM of A1"));
        _provider.Listed.Add(new("B2", Start.AddDays(2), Start.AddDays(400), "PEM of B2"));

        var told = await ReportAsync(2);

        Assert.Contains(told, line => line.Text.Contains("serial A1, Active, 30 days left", StringComparison.Ordinal));
        Assert.Contains(told, line => line.Text.Contains("serial B2, Preparing, 400 days left", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_with_none_to_verify_with_is_a_warning_and_the_start_goes_on()
    {
        _provider.FailsWith = "404 NOT_FOUND";

        var told = Assert.Single(await ReportAsync(1));

        Assert.Equal(LogLevel.Warning, told.Level);
        Assert.Contains("wechatpay/1900000001 has none to verify with", told.Text, StringComparison.Ordinal);
    }

    /// <summary>Starts what an app starts, and waits until it has told as much.</summary>
    private async Task<LogLine[]> ReportAsync(int lines)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (options, vault) = (new CertificateOptions(), new MemoryVault());
        var account = new ProviderAccount(_provider, _clock, options.Overlap);
        var settings = new Monitored<CertificateOptions>(options);
        using var updater = new CertificateUpdater(
            [account], vault, new LocalBoard(_clock), settings, _clock, NullLogger<CertificateUpdater>.Instance, () => 0);
        using var keeper = new CertificateKeeper(
            updater, [account], vault, new([account], _clock, NullLogger<ExpiryAlerts>.Instance), settings, _clock,
            new LogLines<CertificateKeeper>(_lines));
        await keeper.StartAsync(cancellation);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        LogLine[] told = [];
        for (var looked = 0; looked < 4000 && told.Length < lines; looked++)
        {
            await pace.WaitForNextTickAsync(cancellation);
            lock (_lines)
                told = [.. _lines.Where(line => line.Text.StartsWith("Certificates at start", StringComparison.Ordinal))];
        }

        await keeper.StopAsync(cancellation);
        return told;
    }
}
