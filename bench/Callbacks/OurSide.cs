using System.Diagnostics;
using System.Security.Cryptography;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Bench.Callbacks;

/// <summary>What runs in this process: the app's reading of a notification, and the RSA operation it can't leave
/// out.</summary>
internal sealed class OurSide(NotificationFixture fixture)
{
    private readonly WeChatPayNotifications _reader = OurReader.For(fixture);
    private readonly RSA _rsa = RSA.Create(fixture.PlatformKey.ExportParameters(includePrivateParameters: false));
    private int _next;

    /// <summary>Each callback's own microseconds.</summary>
    public Contestant Latencies { get; } = new("PayFunctions, each");

    /// <summary>That every notification is read rightly, and refused when one bit of it is changed.</summary>
    public void Check()
    {
        foreach (var one in fixture.Notifications)
        {
            var read = _reader.Read(NotificationFixture.MerchantId, one.Headers, one.Body);
            byte[] tampered = [.. one.Body];
            tampered[8] ^= 1;
            var refused = _reader.Read(NotificationFixture.MerchantId, one.Headers, tampered);
            if (read.Key.OrderId != one.OutTradeNo || refused.Refusal is null)
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
        var one = Next();
        if (_reader.Read(NotificationFixture.MerchantId, one.Headers, one.Body).Evidence is null)
            throw new InvalidOperationException("The fixture is not read.");
    }

    private NotificationFixture.Notification Next()
    {
        _next = (_next + 1) % fixture.Notifications.Count;
        return fixture.Notifications[_next];
    }
}
