using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Forms;

namespace PayFunctions.Infra.Alipay;

/// <summary>Reads Alipay's callbacks: limits, form, key by app_id, signature over the decoded fields, words.</summary>
/// <remarks>
/// No freshness is asked for: a redelivery comes up to 25 hours later as it was, and one that is played again by a
/// stranger is a repeat of its notify_id.
/// </remarks>
public sealed class AlipayNotifications
{
    private readonly AlipayApps _apps;
    private readonly IOptionsMonitor<CallbackOptions> _options;
    private readonly TimeProvider _clock;
    private readonly IUnknownAlipayCertificates _unknown;
    private readonly ILogger _log;

    internal AlipayNotifications(
        AlipayApps apps, IUnknownAlipayCertificates unknown, IOptionsMonitor<CallbackOptions> options,
        TimeProvider clock, ILogger<AlipayNotifications> log) =>
        (_apps, _unknown, _options, _clock, _log) = (apps, unknown, options, clock, log);

    /// <summary>Verifies and reads one callback. Waits for nothing.</summary>
    /// <param name="body">The bytes as received; kept in the evidence as they are, so the caller does not reuse
    /// them.</param>
    public AlipayReading Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length > _options.CurrentValue.MaxBodyBytes) return Refuse(AlipayRefusal.TooLarge);

        // One buffer: the decoded fields, and the text that is signed, which is no longer than they were coded.
        var buffer = ArrayPool<byte>.Shared.Rent(body.Length * 2);
        try
        {
            return ReadForm(body, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: false);
        }
    }

    private AlipayReading ReadForm(ReadOnlyMemory<byte> body, Span<byte> buffer)
    {
        Span<FormField> fields = stackalloc FormField[Form.FieldsMax];
        var size = body.Length;
        if (NotificationForm.Read(body.Span, buffer[..size], fields, out var form) is { } unreadable)
            return Refuse(unreadable);
        if (_apps.Find(form["app_id"u8]) is not { } app) return Refuse(AlipayRefusal.UnknownApp);
        if (RefuseSignature(app, form, buffer.Slice(size, size)) is { } reason) return Refuse(reason, app);
        return Understand(app, form, body);
    }

    private AlipayRefusal? RefuseSignature(AlipayApp app, in Form form, Span<byte> scratch)
    {
        if (!IsKnownCharset(form["charset"u8])) return AlipayRefusal.UnsupportedCharset;
        if (form["sign"u8].IsEmpty) return AlipayRefusal.MissingSignature;
        if (!form["sign_type"u8].SequenceEqual("RSA2"u8)) return AlipayRefusal.UnsupportedSignatureType;
        var serial = app.IsCertificateMode ? Encoding.Latin1.GetString(form["alipay_cert_sn"u8]) : null;
        var key = app.FindKey(serial, _clock.GetUtcNow(), out var whyNot);
        var signed = form.WriteSigned(app.IsCertificateMode, scratch);
        var verifies = Verifies(key ?? SignatureKey.Nobodys, signed, form["sign"u8]);
        if (key is not null) return verifies ? null : AlipayRefusal.BadSignature;
        if (whyNot == AlipayRefusal.UnknownCertificate && serial is not null) _unknown.Ask(app, serial);
        return whyNot;
    }

    private static bool Verifies(SignatureKey key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> base64)
    {
        Span<byte> signature = stackalloc byte[SignatureKey.BitsMax / 8];
        signature = signature[..key.SignatureBytes];
        if (!CanonicalBase64.TryDecode(base64, signature)) return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(signed, hash);
        return key.Verifies(hash, signature);
    }

    private AlipayReading Understand(AlipayApp app, in Form form, ReadOnlyMemory<byte> body)
    {
        var type = form["notify_type"u8];
        if (!type.SequenceEqual("trade_status_sync"u8))
        {
            Log.NotAboutATrade(_log, app.Id, Printable(type));
            return AlipayReading.NothingToApply;
        }
        var says = TradeNotification.Read(app, form);
        if (says.Wrong is { } wrong)
        {
            if (wrong == AlipayRefusal.UnknownWord) Log.UnknownWord(_log, app.Id, says.Word);
            return Refuse(wrong, app);
        }
        var account = AccountOf(app, form["seller_id"u8]);
        if (says.RefundId is { } refund) return new(says.Key, null, null, false, OfRefund(says, refund, account, body));
        if (says.Event is not { } happened) return AlipayReading.NothingToApply;

        return new(says.Key, new Evidence
        {
            Source = EvidenceSource.Notification,
            Id = says.NotifyId!,
            Event = happened,
            At = says.At,
            Attempt = says.Attempt,
            Provider = AlipayProvider.Name,
            MerchantId = account,
            Total = says.Total,
            TransactionId = says.TradeNo,
            Code = happened == OrderEvent.PaymentSucceeded ? null : says.Word,
            Envelope = body,
        }, null, false);
    }

    /// <summary>It states what was refunded of the trade in all, not by this refund: so it only says that there is one,
    /// and whoever drives it asks.</summary>
    private static RefundEvidence OfRefund(
        in TradeNotification says, string refundId, string account, ReadOnlyMemory<byte> body) => new()
        {
            Source = EvidenceSource.Notification,
            Id = says.NotifyId!,
            RefundId = refundId,
            Event = RefundEvent.Accepted,
            At = says.At,
            Provider = AlipayProvider.Name,
            MerchantId = account,
            TransactionId = says.TradeNo,
            ProviderRefundId = refundId,
            Envelope = body,
        };

    /// <summary>Money that went to another seller than ours was not paid to the order's account: it goes to an
    /// operator.</summary>
    private string AccountOf(AlipayApp app, ReadOnlySpan<byte> seller)
    {
        if (Ascii.Equals(seller, app.SellerId)) return app.Id;
        var other = Printable(seller);
        Log.OtherSeller(_log, app.Id, other);
        return $"seller {other}";
    }

    /// <summary>Both leave ASCII as it is, and nothing else is read: the signature is over bytes.</summary>
    private static bool IsKnownCharset(ReadOnlySpan<byte> charset) => charset.IsEmpty
        || Ascii.EqualsIgnoreCase(charset, "utf-8"u8) || Ascii.EqualsIgnoreCase(charset, "gbk"u8);

    private AlipayReading Refuse(AlipayRefusal reason, AlipayApp? app = null)
    {
        Log.Refused(_log, app?.Id ?? "-", AlipayRefusals.Code(reason), AlipayRefusals.Anchor(reason));
        return AlipayReading.Refused(reason);
    }

    /// <summary>What a message says goes into the log short and in one line.</summary>
    private static string Printable(ReadOnlySpan<byte> text)
    {
        const int CharsMax = 64;
        var chars = Encoding.Latin1.GetString(text[..Math.Min(text.Length, CharsMax)]).ToCharArray();
        for (var i = 0; i < chars.Length; i++)
            if (!char.IsAsciiLetterOrDigit(chars[i]) && chars[i] != '_') chars[i] = '?';
        return new(chars);
    }
}
