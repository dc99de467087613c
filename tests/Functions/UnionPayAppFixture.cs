using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Sandbox.World;
using PayFunctions.Tests.Infra.UnionPay;

namespace PayFunctions.Tests.Functions;

/// <summary>An app with UnionPay: the simulator's merchant, and two whose keys the tests hold on both sides.</summary>
public sealed class UnionPayAppFixture(AppFixture world) : IAsyncLifetime
{
    internal SimulatedUnionPay UnionPay { get; private set; } = null!;

    internal RunningApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        UnionPay = await SimulatedUnionPay.StartAsync(1.0 / 3600, TestContext.Current.CancellationToken);
        App = await RunningApp.StartAsync(world.Storage, world.Provider, Settings());
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await UnionPay.DisposeAsync();
    }

    private Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>();
        AppSettings.AddUnionPay(settings, UnionPay, new("http://127.0.0.1:1/"));
        Add(settings, UnionPaySide.MerchantId, UnionPaySide.SignerName);
        Add(settings, UnionPaySide.OtherMerchantId, "00040001:SIGN");
        return settings;
    }

    private static void Add(Dictionary<string, string> settings, string merchantId, string signerName)
    {
        var (own, section) = (UnionPaySide.Options(), $"UnionPay__Merchants__{merchantId}__");
        settings[section + "PrivateKey"] = own.PrivateKey!;
        settings[section + "SigningCertificate"] = own.SigningCertificate!;
        settings[section + "RootCertificates"] = own.RootCertificates!;
        settings[section + "MiddleCertificates"] = own.MiddleCertificates!;
        settings[section + "SignerName"] = signerName;
        settings[section + "NotifyUrl"] = own.NotifyUrl!;
    }
}
