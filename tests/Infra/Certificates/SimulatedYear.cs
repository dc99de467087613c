using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Vault;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Certificates;

/// <summary>A year of two instances, hour by hour: 365 daily runs, five rotations, and faults drawn from a
/// seed.</summary>
public class SimulatedYear
{
    private const int Days = 365;
    private const int Rotations = 5;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(1)]
    [InlineData(20261121)]
    [InlineData(77)]
    public async Task There_is_always_a_usable_key_while_the_provider_offers_one_and_no_download_beyond_policy(int seed)
    {
        var random = new Random(seed);
        var clock = new ManualClock(Start);
        var (provider, vault, board) = (new ListingProvider(), new SharedVault(), new LocalBoard(clock));
        provider.Listed.Add(Certificate(0));
        using var one = new Instance(provider, vault, board, clock);
        using var two = new Instance(provider, vault, board, clock);
        Instance[] instances = [one, two];
        await one.LookAsync();
        await two.LookAsync();
        var (runs, attempts) = (0, 0);

        for (var hour = 1; hour <= Days * 24; hour++)
        {
            clock.Advance(Step);
            Rotate(provider, clock.GetUtcNow());
            provider.FailsWith = random.NextDouble() < 0.15 ? "500" : null;
            vault.Fails = random.NextDouble() < 0.05 ? (VaultOutcome)random.Next(1, 5) : null;
            var before = provider.Downloads.Count;
            var due = instances.Count(instance => instance.Updater.NextDueAt() <= clock.GetUtcNow());
            var isDaily = clock.GetUtcNow().Hour == 2;
            if (isDaily) runs++;
            foreach (var instance in instances.OrderBy(_ => random.Next()))
                await instance.LookAsync(isDaily ? RenewalTrigger.Timer : RenewalTrigger.Policy);

            var made = provider.Downloads.Count - before;
            attempts += made;
            Assert.True(made == 0 || due > 0, $"seed {seed}, hour {hour}: a download that no policy asked for");
            Assert.True(made <= 1 || provider.FailsWith is not null, $"seed {seed}, hour {hour}: {made} downloads");
            foreach (var instance in instances)
            {
                var usable = instance.Account.Ring.Keys.Any(key => key.IsInForce(clock.GetUtcNow()));
                Assert.True(usable, $"seed {seed}, hour {hour}: no usable key");
                Assert.All(Overlapping(provider, clock.GetUtcNow()), serial => Assert.True(
                    instance.Account.Verifies(serial), $"seed {seed}, hour {hour}: {serial} is signed with and unknown"));
            }
        }

        Assert.Equal(Days, runs);
        Assert.Contains(one.Account.Ring.Keys, key => key.Serial == Serial(Rotations));
        // Twice a day when all is well; a failure is made good within hours, not by a storm.
        Assert.InRange(attempts, Days, Days * 2 * 3);
    }

    /// <summary>Each certificate lasts 80 days; its successor is listed 15 days before, and in force at once.</summary>
    private static void Rotate(ListingProvider provider, DateTimeOffset now)
    {
        for (var one = 0; one <= Rotations; one++)
        {
            var certificate = Certificate(one);
            var isListed = provider.Listed.Contains(certificate);
            var shouldBe = now >= certificate.NotBefore && now <= certificate.NotAfter;
            if (shouldBe && !isListed) provider.Listed.Add(certificate);
            if (!shouldBe && isListed) provider.Listed.Remove(certificate);
        }
    }

    /// <summary>What the provider signs with: a new certificate from its third day on.</summary>
    private static IEnumerable<string> Overlapping(ListingProvider provider, DateTimeOffset now) =>
        provider.Listed.Where(one => now - one.NotBefore > TimeSpan.FromDays(3)).Select(one => one.Serial);

    private static ProviderCertificate Certificate(int one)
    {
        var from = Start.AddDays((one * 65) - 1);
        return new(Serial(one), from, from.AddDays(80), $"PEM of {one}");
    }

    private static string Serial(int one) => $"C{one}";
}
