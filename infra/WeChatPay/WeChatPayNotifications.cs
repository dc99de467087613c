using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Callbacks;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Callbacks;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Reads WeChat Pay's callbacks: limits, freshness, key by serial, signature over the raw bytes, decryption,
/// words.</summary>
public sealed class WeChatPayNotifications
{
    private readonly WeChatPayMerchants _merchants;
    private readonly IUnknownSerials _unknownSerials;
    private readonly IOptionsMonitor<CallbackOptions> _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    internal WeChatPayNotifications(
        WeChatPayMerchants merchants, IUnknownSerials unknownSerials, IOptionsMonitor<CallbackOptions> options,
        TimeProvider clock, ILogger<WeChatPayNotifications> log) =>
        (_merchants, _unknownSerials, _options, _clock, _log) = (merchants, unknownSerials, options, clock, log);

    /// <summary>Verifies and reads one callback. Waits for nothing.</summary>
    /// <param name="merchantId">The mchid of the route.</param>
    /// <param name="body">The bytes as received; kept in the evidence as they are, so the caller does not reuse
    /// them.</param>
    public NotificationReading Read(string merchantId, in SignatureHeaders headers, ReadOnlyMemory<byte> body)
    {
        if (_merchants.Find(merchantId) is not { } merchant)
            return Refuse(merchantId, RefusalReason.UnknownMerchant, headers);
        var limits = _options.CurrentValue;
        if (body.Length > limits.MaxBodyBytes) return Refuse(merchantId, RefusalReason.TooLarge, headers);

        var window = new ReplayWindow(limits.Freshness);
        if (SignatureCheck.Refuse(merchant, headers, body.Span, window, _clock.GetUtcNow(), out var skew) is { } reason)
        {
            if (reason is RefusalReason.UnknownSerial or RefusalReason.WrongKeyMode)
                _unknownSerials.Ask(merchant, headers.Serial!);
            return Refuse(merchantId, reason, headers, skew);
        }
        return ReadVerified(merchant, headers, body);
    }

    private NotificationReading ReadVerified(
        WeChatPayMerchant merchant, in SignatureHeaders headers, ReadOnlyMemory<byte> body)
    {
        // One buffer: unescaped texts of the envelope, the sealed bytes, the plain bytes, unescaped texts of those.
        var buffer = ArrayPool<byte>.Shared.Rent(body.Length * 4);
        try
        {
            return ReadEnvelope(merchant, headers, body, buffer);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Refuse(merchant.Id, RefusalReason.Malformed, headers);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer.AsSpan(body.Length * 2, body.Length * 2)); // The plain half.
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private NotificationReading ReadEnvelope(
        WeChatPayMerchant merchant, in SignatureHeaders headers, ReadOnlyMemory<byte> body, Span<byte> buffer)
    {
        var size = body.Length;
        var envelope = NotificationEnvelope.Read(body.Span, buffer[..size]);
        if (!envelope.HasId) return Refuse(merchant.Id, RefusalReason.Malformed, headers);
        if (!envelope.IsTransaction && !envelope.IsRefund && !envelope.IsShare)
        {
            Log.NotAboutAnOrder(_log, merchant.Id, envelope.EventTypeText);
            return NotificationReading.NothingToApply;
        }
        if (!envelope.Algorithm.SequenceEqual("AEAD_AES_256_GCM"u8))
            return Refuse(merchant.Id, RefusalReason.NotDecryptable, headers);
        var status = Base64.DecodeFromUtf8(envelope.Ciphertext, buffer.Slice(size, size), out _, out var sealedSize);
        if (status != OperationStatus.Done || sealedSize < ResourceCipher.TagBytes)
            return Refuse(merchant.Id, RefusalReason.NotDecryptable, headers);

        if (!merchant.Cipher.HasKey) return Refuse(merchant.Id, RefusalReason.SecretNotFound, headers);
        var sealedBytes = buffer.Slice(size, sealedSize);
        var plain = buffer.Slice(2 * size, sealedSize - ResourceCipher.TagBytes);
        if (!merchant.Cipher.TryOpen(envelope.Nonce, sealedBytes, envelope.Associated, plain))
            return Refuse(merchant.Id, RefusalReason.NotDecryptable, headers);
        if (envelope.IsRefund)
        {
            var refund = RefundStatement.Read(merchant, plain, buffer.Slice(3 * size, size));
            return Understand(merchant, headers, body, envelope, refund);
        }

        if (envelope.IsShare)
        {
            var share = ShareStatement.Read(merchant, plain, buffer.Slice(3 * size, size));
            return Understand(merchant, headers, body, envelope, share);
        }

        var says = TransactionStatement.Read(merchant, plain, buffer.Slice(3 * size, size));
        return Understand(merchant, headers, body, envelope, says);
    }

    private NotificationReading Understand(
        WeChatPayMerchant merchant, in SignatureHeaders headers, ReadOnlyMemory<byte> body,
        in NotificationEnvelope envelope, in TransactionStatement says)
    {
        if (says.Wrong is { } wrong)
        {
            if (wrong == RefusalReason.UnknownWord) Log.UnknownWord(_log, merchant.Id, says.Word);
            return Refuse(merchant.Id, wrong, headers);
        }
        if (says.Event is not { } happened) return NotificationReading.NothingToApply;

        var evidence = new Evidence
        {
            Source = EvidenceSource.Notification,
            Id = Encoding.UTF8.GetString(envelope.Id),
            Event = happened,
            At = says.At ?? envelope.CreatedAt ?? _clock.GetUtcNow(),
            Attempt = says.Attempt,
            Provider = WeChatPayProvider.Name,
            MerchantId = says.MerchantId,
            Total = says.Total,
            TransactionId = says.TransactionId,
            Code = happened == OrderEvent.PaymentSucceeded ? null : says.Word,
            Envelope = body,
            EnvelopeHeaders = headers.ToLines(),
        };
        return new(says.Key, evidence, null, false);
    }

    private NotificationReading Understand(
        WeChatPayMerchant merchant, in SignatureHeaders headers, ReadOnlyMemory<byte> body,
        in NotificationEnvelope envelope, in RefundStatement says)
    {
        if (says.Wrong is { } wrong)
        {
            if (wrong == RefusalReason.UnknownWord) Log.UnknownWord(_log, merchant.Id, says.Word);
            return Refuse(merchant.Id, wrong, headers);
        }

        var evidence = new RefundEvidence
        {
            Source = EvidenceSource.Notification,
            Id = Encoding.UTF8.GetString(envelope.Id),
            RefundId = says.RefundId,
            Event = says.Event,
            At = says.At ?? envelope.CreatedAt ?? _clock.GetUtcNow(),
            Provider = WeChatPayProvider.Name,
            MerchantId = says.MerchantId,
            TransactionId = says.TransactionId,
            ProviderRefundId = says.ProviderRefundId,
            Amount = says.Amount,
            Total = says.Total,
            Code = says.Event is RefundEvent.Closed or RefundEvent.Abnormal ? says.Word : null,
            Envelope = body,
            EnvelopeHeaders = headers.ToLines(),
        };
        return new(says.Key, null, null, false, evidence);
    }

    private NotificationReading Understand(
        WeChatPayMerchant merchant, in SignatureHeaders headers, ReadOnlyMemory<byte> body,
        in NotificationEnvelope envelope, in ShareStatement says)
    {
        if (says.Wrong is { } wrong) return Refuse(merchant.Id, wrong, headers);
        if (says.IsOurs) return NotificationReading.NothingToApply;
        var notice = new ShareNotice
        {
            Id = Encoding.UTF8.GetString(envelope.Id),
            Number = says.Number,
            At = says.At ?? envelope.CreatedAt ?? _clock.GetUtcNow(),
            Provider = WeChatPayProvider.Name,
            MerchantId = says.MerchantId,
            TransactionId = says.TransactionId,
            ProviderId = says.ProviderId,
            Account = says.Account,
            Amount = says.Amount,
            IsReturn = envelope.IsShareReturn,
            Envelope = body,
            EnvelopeHeaders = headers.ToLines(),
        };
        return new(says.Key, null, null, false, OfShare: notice);
    }

    private NotificationReading Refuse(
        string merchantId, RefusalReason reason, in SignatureHeaders headers, TimeSpan? skew = null)
    {
        RefusalLog.Write(_log, merchantId, reason, headers.Serial, skew);
        return NotificationReading.Refused(reason, skew);
    }
}
