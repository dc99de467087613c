using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.UnionPay;

namespace PayFunctions.Bench.Callbacks.UnionPay;

/// <summary>What runs in this process: the app's reading of a notification, wired as the app wires it, and the signature's
/// verification, both of its hashes included, that it can't leave out.</summary>
internal sealed class UnionPaySide(UnionPayFixture fixture)
{
    private readonly UnionPayNotifications _reader = ReaderFor(fixture);
    private readonly RSA _rsa = RSA.Create(fixture.GatewayKey.ExportParameters(includePrivateParameters: false));
    private int _next;

    /// <summary>Each callback's own microseconds.</summary>
    public Contestant Latencies { get; } = new("PayFunctions, each");

    /// <summary>That every notification is read rightly, and refused when one bit of it is changed.</summary>
    public void Check()
    {
        foreach (var one in fixture.Notifications)
        {
            byte[] tampered = [.. one.Body];
            tampered[^1] ^= 1;
            if (_reader.Read(one.Body).Key.OrderId != one.OrderId || _reader.Read(tampered).Refusal is null)
                throw new InvalidOperationException("The app does not read the fixture rightly.");
        }
    }

    public double BatchOfBareRsa(int size)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < size; i++)
        {
            var one = Next();
            if (!_rsa.VerifyData(
                UnionPayFixture.HexOf(one.Message), one.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
                throw new InvalidOperationException("The fixture does not verify.");
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
        if (_reader.Read(Next().Body).Evidence is null)
            throw new InvalidOperationException("The fixture is not read.");
    }

    private UnionPayFixture.Notification Next()
    {
        _next = (_next + 1) % fixture.Notifications.Count;
        return fixture.Notifications[_next];
    }

    private static UnionPayNotifications ReaderFor(UnionPayFixture fixture)
    {
        const string Merchant = $"UnionPay:Merchants:{UnionPayFixture.MerchantId}:";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Merchant + "PrivateKey"] = fixture.MerchantKey.ExportPkcs8PrivateKeyPem(),
            [Merchant + "SigningCertificate"] = fixture.Merchant.ExportCertificatePem(),
            [Merchant + "RootCertificates"] = fixture.Root.ExportCertificatePem(),
            [Merchant + "MiddleCertificates"] = fixture.Middle.ExportCertificatePem(),
            [Merchant + "SignerName"] = UnionPayFixture.SignerName,
            [Merchant + "NotifyUrl"] = "https://pay.example.com/api/callbacks/unionpay",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOutboundHttp(configuration);
        services.AddUnionPay(configuration);
        return services.BuildServiceProvider().GetRequiredService<UnionPayNotifications>();
    }
}
