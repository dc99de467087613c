using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.AppStore;

namespace PayFunctions.Bench.Callbacks.AppStore;

/// <summary>What runs in this process: the app's reading of a notification, wired as the app wires it, and the three
/// ES256 operations it can't leave out.</summary>
internal sealed class AppStoreSide(AppStoreFixture fixture)
{
    private readonly AppStoreNotifications _reader = ReaderFor(fixture);
    private readonly ECDsa _key = ECDsa.Create(fixture.SigningKey);
    private int _next;

    /// <summary>Each callback's own microseconds.</summary>
    public Contestant Latencies { get; } = new("PayFunctions, each");

    /// <summary>That every notification is read rightly, and refused when one letter of its signature is
    /// changed.</summary>
    public void Check()
    {
        foreach (var one in fixture.Notifications)
        {
            byte[] tampered = [.. one.Body];
            tampered[^20] = (byte)(tampered[^20] == 'A' ? 'B' : 'A');
            var read = _reader.Read(one.Body).Notice?.Purchase;
            if (read?.TransactionId != one.TransactionId || _reader.Read(tampered).Refusal is null)
                throw new InvalidOperationException("The app does not read the fixture rightly.");
        }
    }

    public double BatchOfBareEs256(int size)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < size; i++)
        {
            foreach (var (message, signature) in Next().Signed)
            {
                if (!_key.VerifyData(message, signature, HashAlgorithmName.SHA256))
                    throw new InvalidOperationException("The fixture does not verify.");
            }
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / size;
    }

    public double BatchOfCallbacks(int size)
    {
        var started = Stopwatch.GetTimestamp();
        var before = started;
        for (var i = 0; i < size; i++)
        {
            ReadNext();
            var after = Stopwatch.GetTimestamp();
            Latencies.Add(Stopwatch.GetElapsedTime(before, after).TotalMicroseconds);
            before = after;
        }

        return Stopwatch.GetElapsedTime(started, before).TotalMicroseconds / size;
    }

    public long BytesPerCallback(int count)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++) ReadNext();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }

    private void ReadNext()
    {
        if (_reader.Read(Next().Body).Notice is null) throw new InvalidOperationException("The fixture is not read.");
    }

    private AppStoreFixture.Notification Next()
    {
        _next = (_next + 1) % fixture.Notifications.Count;
        return fixture.Notifications[_next];
    }

    private static AppStoreNotifications ReaderFor(AppStoreFixture fixture)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AppStore:RootCertificates"] = fixture.RootPem,
            [$"AppStore:Apps:{AppStoreFixture.App.BundleId}:AppAppleId"] = $"{AppStoreFixture.App.AppAppleId}",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAppStore(configuration);
        return services.BuildServiceProvider().GetRequiredService<AppStoreNotifications>();
    }
}
