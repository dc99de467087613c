using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Bench.Callbacks.Alipay;

/// <summary>What runs in this process: the app's reading of a notification, wired as the app wires it, and the RSA
/// operation it can't leave out.</summary>
internal sealed class AlipaySide(AlipayFixture fixture)
{
    private readonly AlipayNotifications _reader = ReaderFor(fixture);
    private readonly RSA _rsa = RSA.Create(fixture.AlipayKey.ExportParameters(includePrivateParameters: false));
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
            if (_reader.Read(one.Body).Key.OrderId != one.OutTradeNo || _reader.Read(tampered).Refusal is null)
                throw new InvalidOperationException("The app does not read the fixture rightly.");
        }
    }

    public double BatchOfBareRsa(int size)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < size; i++)
        {
            var one = Next();
            if (!_rsa.VerifyData(one.Message, one.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
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

    private AlipayFixture.Notification Next()
    {
        _next = (_next + 1) % fixture.Notifications.Count;
        return fixture.Notifications[_next];
    }

    private static AlipayNotifications ReaderFor(AlipayFixture fixture)
    {
        const string App = $"Alipay:Apps:{AlipayFixture.AppId}:";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [App + "PrivateKey"] = fixture.AppKey.ExportPkcs8PrivateKeyPem(),
            [App + "PublicKey"] = fixture.AlipayKey.ExportSubjectPublicKeyInfoPem(),
            [App + "SellerId"] = AlipayFixture.SellerId,
            [App + "NotifyUrl"] = "https://pay.example.com/api/callbacks/alipay",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOutboundHttp(configuration);
        services.AddVault(configuration);
        services.AddCertificates(configuration);
        services.AddAlipay(configuration);
        return services.BuildServiceProvider().GetRequiredService<AlipayNotifications>();
    }
}
