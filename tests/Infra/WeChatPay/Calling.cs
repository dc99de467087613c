using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Vault;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Tests.Infra.Telemetry;

namespace PayFunctions.Tests.Infra.WeChatPay;

/// <summary>Our side of calls to the API, against whatever listens at the given address.</summary>
internal sealed class Calling : IDisposable
{
    private readonly OutboundHttp _http;

    public Calling(
        Uri url, WeChatPayMerchantOptions? options = null, TimeProvider? clock = null,
        CertificateOptions? certificates = null, string merchantId = WeChatPaySide.MerchantId,
        string? issuer = null, TimeSpan? readTimeout = null)
    {
        clock ??= TimeProvider.System;
        options ??= WeChatPaySide.Options(publicKeyMode: true);
        options.BaseUrl = url.ToString();
        var all = new WeChatPayOptions();
        all.Merchants.Add(merchantId, options);
        Merchants = new(Options.Create(all));
        // The network runs on real time; what is verified, and when certificates are read, on the test's.
        _http = new(
            new Monitored<OutboundOptions>(new() { Resends = 0, ReadTimeout = readTimeout ?? TimeSpan.FromSeconds(5) }),
            TimeProvider.System);
        var callbacks = new Monitored<CallbackOptions>(new());
        var calls = new SignedCalls(_http, clock);
        var settings = new Monitored<CertificateOptions>(certificates ?? new());
        Accounts = new(
            Merchants, calls, IssuerCheck.Of(issuer), settings, callbacks, clock,
            NullLogger<MerchantCertificateAccounts>.Instance);
        var vault = new MemoryVault();
        Updater = new(
            [Accounts], vault, new LocalBoard(clock), settings, clock, new LogLines<CertificateUpdater>(Log), () => 0);
        Listing = new([Accounts], Updater, vault, settings, clock);
        Keeper = new(
            Updater, [Accounts], vault, new([Accounts], clock, NullLogger<ExpiryAlerts>.Instance), settings, clock,
            NullLogger<CertificateKeeper>.Instance);
        Certificates = new(Accounts, Updater, clock);
        Provider = new(
            Merchants, new(calls, Certificates, callbacks, clock, NullLogger<WeChatPayApi>.Instance), clock);
    }

    public WeChatPayMerchants Merchants { get; }

    public WeChatPayMerchant Merchant => Merchants.All.Single();

    public CertificateRefresh Certificates { get; }

    public MerchantCertificateAccounts Accounts { get; }

    public CertificateUpdater Updater { get; }

    public CertificateKeeper Keeper { get; }

    public CertificateListing Listing { get; }

    /// <summary>What the updater has logged.</summary>
    public List<LogLine> Log { get; } = [];

    public WeChatPayProvider Provider { get; }

    public static Order Order(string orderId = "ORD0001", int attempt = 1) => new()
    {
        Key = new("default", orderId),
        Channel = "wechatpay",
        Method = "native",
        MerchantId = WeChatPaySide.MerchantId,
        Description = "Image形象店",
        Total = new(1230, Currency.Cny),
        CreatedAt = DateTimeOffset.UtcNow,
        ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(30),
        Attempt = attempt,
    };

    /// <summary>Answers as WeChat Pay does, signed with that key under that serial.</summary>
    public static Task AnswerAsync(
        HttpContext context, int status, string body, System.Security.Cryptography.RSA? key = null,
        string serial = WeChatPaySide.PublicKeyId, DateTimeOffset? at = null)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        var headers = WeChatPaySide.Sign(key ?? WeChatPaySide.PlatformKey, serial, at ?? DateTimeOffset.UtcNow, bytes);
        context.Response.StatusCode = status;
        context.Response.Headers[SignatureHeaders.TimestampName] = headers.Timestamp;
        context.Response.Headers[SignatureHeaders.NonceName] = headers.Nonce;
        context.Response.Headers[SignatureHeaders.SignatureName] = headers.Signature;
        context.Response.Headers[SignatureHeaders.SerialName] = headers.Serial;
        return bytes.Length == 0 ? Task.CompletedTask : context.Response.Body.WriteAsync(bytes).AsTask();
    }

    public void Dispose()
    {
        Keeper.Dispose();
        Updater.Dispose();
        _http.Dispose();
    }
}
