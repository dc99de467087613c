using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PayFunctions.Core;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Infra.Wallets;
using PayFunctions.Tests.Infra.Storage;

namespace PayFunctions.Tests.Infra.Wallets;

public sealed class WalletMetricsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_wallet_gains_and_loses_is_booked_in_the_ledgers_metric_by_its_two_parts()
    {
        var world = new StoreWorld(azurite.ConnectionString);
        var book = new WalletBook(new(world.Accounts), world.Clock);
        var yen = Currency.Jpy; // Nothing else in these tests is booked on wallets in it.
        using var booked = new Booked("JPY");

        await book.TopUpAsync(world.Tenant, "acc", new(100, yen), "order/1", Cancellation);
        await book.TopUpAsync(world.Tenant, "acc", new(100, yen), "order/1", Cancellation); // Once more is not once again.
        await HoldAsync("kept", 30);
        await HoldAsync("given-back", 50);
        await book.ConfirmAsync(world.Tenant, "acc", "kept", Cancellation);
        await book.CancelAsync(world.Tenant, "acc", "given-back", Cancellation);

        var wallet = (await book.FindAsync(world.Tenant, "acc", Cancellation))!;
        Assert.Equal((150, 80), (booked["wallet/available", "credit"], booked["wallet/available", "debit"]));
        Assert.Equal((80, 80), (booked["wallet/frozen", "credit"], booked["wallet/frozen", "debit"]));
        Assert.Equal(70, wallet.Available);

        Task HoldAsync(string id, long amount) => book.TryAsync(
            world.Tenant, "acc", id, new(amount, yen), world.Clock.GetUtcNow().AddMinutes(10), Cancellation);
    }

    /// <summary>Sums of the wallets' accounts in one currency.</summary>
    private sealed class Booked : IDisposable
    {
        private readonly ConcurrentDictionary<(string? Account, string? Side), long> _sums = new();
        private readonly MeterListener _listener = new();

        public Booked(string currency)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == PayFunctionsTelemetry.Meter && instrument.Name == "ledger_minor_units") listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, amount, tags, _) =>
            {
                var (account, side, ofThem) = ((string?)null, (string?)null, false);
                foreach (var (name, value) in tags)
                {
                    if (name == "account") account = value as string;
                    if (name == "side") side = value as string;
                    if (name == "currency") ofThem = value as string == currency;
                }

                if (ofThem) _sums.AddOrUpdate((account, side), amount, (_, sum) => sum + amount);
            });
            _listener.Start();
        }

        public long this[string account, string side] => _sums.GetValueOrDefault((account, side));

        public void Dispose() => _listener.Dispose();
    }
}
