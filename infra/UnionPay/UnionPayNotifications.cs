using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Forms;

namespace PayFunctions.Infra.UnionPay;

/// <summary>Reads UnionPay's callbacks: limits, form, certificate, signature over the decoded fields, words.</summary>
/// <remarks>
/// No freshness is asked for: a redelivery comes minutes later as it was, and one that is played again by a stranger is a
/// repeat of its queryId.
/// </remarks>
public sealed class UnionPayNotifications
{
    private readonly UnionPayMerchants _merchants;
    private readonly IOptionsMonitor<CallbackOptions> _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    internal UnionPayNotifications(
        UnionPayMerchants merchants, IOptionsMonitor<CallbackOptions> options, TimeProvider clock,
        ILogger<UnionPayNotifications> log) =>
        (_merchants, _options, _clock, _log) = (merchants, options, clock, log);

    /// <summary>Verifies and reads one callback. Waits for nothing.</summary>
    /// <param name="body">The bytes as received; kept in the evidence as they are, so the caller does not reuse
    /// them.</param>
    public UnionPayReading Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length > _options.CurrentValue.MaxBodyBytes) return Refuse(UnionPayRefusal.TooLarge);

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

    private UnionPayReading ReadForm(ReadOnlyMemory<byte> body, Span<byte> buffer)
    {
        Span<FormField> fields = stackalloc FormField[Form.FieldsMax];
        var size = body.Length;
        if (FormReader.Read(body.Span, buffer[..size], fields, out var form) is { } problem)
            return Refuse(RefusalOf(problem));
        if (form.Hides(FieldNames.All)) return Refuse(UnionPayRefusal.AmbiguousField);
        if (_merchants.Find(form["merId"u8]) is not { } merchant) return Refuse(UnionPayRefusal.UnknownMerchant);
        if (RefuseSignature(merchant, form, buffer.Slice(size, size)) is { } reason) return Refuse(reason, merchant);
        return Understand(merchant, form, body);
    }

    private UnionPayRefusal? RefuseSignature(UnionPayMerchant merchant, in Form form, Span<byte> scratch)
    {
        if (!Ascii.EqualsIgnoreCase(form["encoding"u8], "utf-8"u8)) return UnionPayRefusal.UnsupportedEncoding;
        if (!form["version"u8].SequenceEqual("5.1.0"u8)) return UnionPayRefusal.UnsupportedVersion;
        if (!form["signMethod"u8].SequenceEqual("01"u8)) return UnionPayRefusal.UnsupportedSignMethod;
        var base64 = form["signature"u8];
        if (base64.IsEmpty) return UnionPayRefusal.MissingSignature;
        var signer = merchant.Signers.Find(form["signPubKeyCert"u8], _clock.GetUtcNow(), out var whyNot);
        var verifies = Verifies(signer?.Key ?? SignatureKey.Nobodys, SignedText.Write(form, scratch), base64);
        if (signer is null) return whyNot;
        return verifies ? null : UnionPayRefusal.BadSignature;
    }

    private static bool Verifies(SignatureKey key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> base64)
    {
        Span<byte> signature = stackalloc byte[SignatureKey.BitsMax / 8];
        signature = signature[..key.SignatureBytes];
        if (!CanonicalBase64.TryDecode(base64, signature)) return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SignedText.Hash(signed, hash);
        return key.Verifies(hash, signature);
    }

    private UnionPayReading Understand(UnionPayMerchant merchant, in Form form, ReadOnlyMemory<byte> body)
    {
        var type = form["txnType"u8];
        var kind = TradeKinds.Read(type);
        if (kind == TradeKind.Other) return Acknowledge(merchant, type, null);
        var says = TradeNotice.Read(merchant, form, kind);
        if (says.Wrong is { } wrong)
        {
            if (wrong == UnionPayRefusal.UnknownWord) Log.UnknownWord(_log, merchant.Id, says.Word);
            return Refuse(wrong, merchant);
        }
        if (NoticeEvidence.OfRefund(merchant, says, body) is { } refund)
            return new(says.Key, null, null, false, refund);
        return NoticeEvidence.OfOrder(merchant, says, body) is { } evidence
            ? new(says.Key, evidence, null, false)
            : Acknowledge(merchant, type, says.Word);
    }

    private UnionPayReading Acknowledge(UnionPayMerchant merchant, ReadOnlySpan<byte> type, string? word)
    {
        Log.NothingToApply(_log, merchant.Id, Printable(type), word);
        return UnionPayReading.NothingToApply;
    }

    private UnionPayReading Refuse(UnionPayRefusal reason, UnionPayMerchant? merchant = null)
    {
        Log.Refused(_log, merchant?.Id ?? "-", UnionPayRefusals.Code(reason), UnionPayRefusals.Anchor(reason));
        return UnionPayReading.Refused(reason);
    }

    private static UnionPayRefusal RefusalOf(FormProblem problem) => problem switch
    {
        FormProblem.Malformed => UnionPayRefusal.Malformed,
        FormProblem.TooManyFields => UnionPayRefusal.TooManyFields,
        FormProblem.DuplicateField => UnionPayRefusal.DuplicateField,
    };

    /// <summary>What a message says goes into the log short and in one line.</summary>
    private static string Printable(ReadOnlySpan<byte> text)
    {
        const int CharsMax = 16;
        var chars = Encoding.Latin1.GetString(text[..Math.Min(text.Length, CharsMax)]).ToCharArray();
        for (var i = 0; i < chars.Length; i++)
            if (!char.IsAsciiLetterOrDigit(chars[i])) chars[i] = '?';
        return new(chars);
    }
}
