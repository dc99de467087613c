using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.ApplePay;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Sandbox.World;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.ApplePay;

/// <summary>A payer's device under a root of its own, and the app's side that trusts it.</summary>
internal sealed class DeviceSide
{
    public const string MerchantId = "merchant.com.example";

    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly ApplePayDevice _device;

    public DeviceSide()
    {
        Authority = new(Now);
        _device = new(Authority);
        Ec = new(MerchantId, ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));
        Rsa = new(MerchantId, SpareKeys.Take());
        Tokens = Reader(Authority.RootPem, MerchantId, Now, Pem(Ec), Pem(Rsa));
    }

    public AppleAuthority Authority { get; }

    public PayTo Ec { get; }

    public PayTo Rsa { get; }

    public ApplePayTokens Tokens { get; }

    public JsonObject Pay(PayTo? to = null, TokenPlan? plan = null) => _device.Pay(to ?? Ec, 1234, "156", Now, plan);

    public OpenedToken Open(JsonObject token) => Tokens.Open(MerchantId, Token(token));

    public static PaymentToken Token(JsonObject token)
    {
        var header = token["header"]!.AsObject();
        return new()
        {
            Version = (string?)token["version"],
            Data = (string?)token["data"],
            Signature = (string?)token["signature"],
            EphemeralPublicKey = (string?)header["ephemeralPublicKey"],
            WrappedKey = (string?)header["wrappedKey"],
            PublicKeyHash = (string?)header["publicKeyHash"],
            TransactionId = (string?)header["transactionId"],
            ApplicationData = (string?)header["applicationData"],
        };
    }

    public static string Pem(PayTo to) => to.Key.ExportPkcs8PrivateKeyPem();

    public static ApplePayTokens Reader(string? rootPem, string merchantId, DateTimeOffset now, params string[] keys) =>
        Reader(rootPem, merchantId, now, keys, []);

    public static ApplePayTokens Reader(
        string? rootPem, string merchantId, DateTimeOffset now, string[] keys, string[] certificates)
    {
        var options = new ApplePayOptions { RootCertificates = rootPem };
        var merchant = new ApplePayMerchantOptions { AcquirerUrl = "http://127.0.0.1:9/", AcquirerKey = "k" };
        foreach (var key in keys) merchant.PrivateKeys.Add(key);
        foreach (var certificate in certificates) merchant.Certificates.Add(certificate);
        options.Merchants[merchantId] = merchant;
        return new(new(Options.Create(options)), new Monitored<ApplePayOptions>(options), new ManualClock(now));
    }
}
