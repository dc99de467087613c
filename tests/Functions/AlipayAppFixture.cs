using PayFunctions.Sandbox.Alipay;
using PayFunctions.Tests.Infra.Alipay;

namespace PayFunctions.Tests.Functions;

/// <summary>An app with Alipay: the simulator's applications, and two whose keys the tests hold on both sides.</summary>
public sealed class AlipayAppFixture(AppFixture world) : IAsyncLifetime
{
    internal SimulatedAlipay Alipay { get; private set; } = null!;

    internal RunningApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Alipay = await SimulatedAlipay.StartAsync(1.0 / 3600, TestContext.Current.CancellationToken);
        App = await RunningApp.StartAsync(world.Storage, world.Provider, Settings(), Alipay);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Alipay.DisposeAsync();
    }

    private Dictionary<string, string> Settings()
    {
        var (key, certificates) = (AlipaySide.PublicKeyMode(), AlipaySide.CertificateMode());
        var (first, second) = ($"Alipay__Apps__{AlipaySide.AppId}__", $"Alipay__Apps__{AlipaySide.CertificateAppId}__");
        return new()
        {
            [first + "PrivateKey"] = key.PrivateKey!,
            [first + "PublicKey"] = key.PublicKey!,
            [first + "SellerId"] = key.SellerId!,
            [first + "NotifyUrl"] = key.NotifyUrl!,
            [second + "PrivateKey"] = certificates.PrivateKey!,
            [second + "AppCertificate"] = certificates.AppCertificate!,
            [second + "AlipayCertificate"] = certificates.AlipayCertificate!,
            [second + "RootCertificates"] = certificates.RootCertificates!,
            [second + "GatewayUrl"] = Alipay.Gateway.AbsoluteUri,
            [second + "SellerId"] = certificates.SellerId!,
            [second + "NotifyUrl"] = certificates.NotifyUrl!,
        };
    }
}
