using System.Text.Json;
using PayFunctions.Core;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.ApplePay;

/// <summary>
/// What the payer's bank wants to see: the device's account number and the cryptogram of this one payment. It goes to
/// the acquirer and nowhere else; its memory is overwritten when it is disposed.
/// </summary>
/// <remarks>Card data: never logged, never stored, never in an orchestration.</remarks>
public sealed class NetworkToken : IDisposable
{
    private const int DepthMax = 8;

    private readonly SecretBytes _texts;
    private int _used;
    private Range _number;
    private Range _expiry;
    private Range _cryptogram;
    private Range _indicator;
    private string? _currency;
    private long? _amount;
    private bool _is3DSecure;

    private NetworkToken(int length) => _texts = new(length);

    /// <summary>What the payer agreed to on their device; null where its currency is not accounted in.</summary>
    public Money? Amount { get; private set; }

    /// <summary>Which token of Apple's it came in: no secret, and used once.</summary>
    public required string Name { get; init; }

    /// <summary>The device's account number, digits.</summary>
    public ReadOnlySpan<byte> AccountNumber => _texts.Span[_number];

    /// <summary>YYMMDD.</summary>
    public ReadOnlySpan<byte> ExpirationDate => _texts.Span[_expiry];

    /// <summary>Base64.</summary>
    public ReadOnlySpan<byte> Cryptogram => _texts.Span[_cryptogram];

    /// <summary>Empty where the network gives none.</summary>
    public ReadOnlySpan<byte> EciIndicator => _texts.Span[_indicator];

    public void Dispose() => _texts.Dispose();

    /// <summary>Nothing of it.</summary>
    public override string ToString() => nameof(NetworkToken);

    /// <param name="plain">Opened bytes; the caller clears them.</param>
    /// <returns>Null where they are no payment data that is handed on.</returns>
    internal static NetworkToken? Read(ReadOnlySpan<byte> plain, string name)
    {
        var token = new NetworkToken(plain.Length) { Name = name };
        try
        {
            var reader = new Utf8JsonReader(plain, new JsonReaderOptions { MaxDepth = DepthMax });
            token.ReadObject(ref reader);
            reader.Read(); // Throws on anything after the end.
            if (token.IsWhole()) return token;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Signed and sealed, and no payment data all the same: told as such, without a word of it.
        }

        token.Dispose();
        return null;
    }

    private bool IsWhole()
    {
        var isWhole = _is3DSecure && _amount is not null && _currency is not null
            && !AccountNumber.IsEmpty && !ExpirationDate.IsEmpty && !Cryptogram.IsEmpty;
        if (isWhole && NumericCurrency.TryRead(_currency!, out var currency)) Amount = new(_amount!.Value, currency);
        return isWhole;
    }

    private void ReadObject(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("No object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadProperty(ref reader);
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("applicationPrimaryAccountNumber"u8)) _number = NextText(ref reader);
        else if (reader.ValueTextEquals("applicationExpirationDate"u8)) _expiry = NextText(ref reader);
        else if (reader.ValueTextEquals("onlinePaymentCryptogram"u8)) _cryptogram = NextText(ref reader);
        else if (reader.ValueTextEquals("eciIndicator"u8)) _indicator = NextText(ref reader);
        else if (reader.ValueTextEquals("paymentData"u8)) ReadObject(ref reader);
        else if (reader.ValueTextEquals("currencyCode"u8)) _currency = reader.Read() ? reader.GetString() : null;
        else if (reader.ValueTextEquals("transactionAmount"u8))
            _amount = reader.Read() && reader.TryGetInt64(out var amount) && amount >= 0 ? amount : null;
        else if (reader.ValueTextEquals("paymentDataType"u8))
            _is3DSecure = reader.Read() && reader.ValueTextEquals("3DSecure"u8);
        else reader.Skip();
    }

    /// <summary>Copied out of the JSON, its escapes undone, into memory that is overwritten later.</summary>
    private Range NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A text was expected.");
        var from = _used;
        _used += reader.CopyString(_texts.Span[from..]);
        return from.._used;
    }
}
