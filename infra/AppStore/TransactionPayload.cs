using System.Text.Json;
using PayFunctions.Core;

namespace PayFunctions.Infra.AppStore;

/// <summary>The content of a signed transaction: one purchase, or one period of a subscription.</summary>
internal struct TransactionPayload
{
    private const int DepthMax = 16;

    /// <summary>The price is in thousandths of the currency's unit.</summary>
    private const int PriceDigits = 3;

    private OnceJson _seen;

    public string? TransactionId;
    public string? OriginalTransactionId;
    public string? BundleId;
    public string? Environment;
    public string? ProductId;
    public string? Kind;
    public string? Ownership;
    public string? AccountToken;
    public string? CurrencyCode;
    public string? RevocationType;
    public long? Price;
    public long? RevocationPercentage;
    public DateTimeOffset? PurchasedAt;
    public DateTimeOffset? ExpiresAt;
    public DateTimeOffset? RevokedAt;
    public DateTimeOffset? SignedAt;

    /// <exception cref="JsonException">It is no transaction.</exception>
    public static TransactionPayload Read(ReadOnlySpan<byte> json)
    {
        var payload = new TransactionPayload();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DepthMax });
        OnceJson.EnterObject(ref reader);
        while (OnceJson.NextProperty(ref reader)) payload.ReadProperty(ref reader);
        reader.Read(); // Throws on anything after the end.
        return payload;
    }

    /// <summary>The price in minor units; null where the currency is not accounted in, or has no such
    /// fraction.</summary>
    public readonly Money? Amount()
    {
        if (Price is not { } price || !Currency.TryFromCode(CurrencyCode, out var currency)) return null;
        var unit = 1L;
        for (var digits = currency.MinorUnitDigits; digits < PriceDigits; digits++) unit *= 10;
        return price >= 0 && price % unit == 0 ? new Money(price / unit, currency) : null;
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("transactionId"u8)) TransactionId = _seen.Text(ref reader, 0);
        else if (reader.ValueTextEquals("originalTransactionId"u8)) OriginalTransactionId = _seen.Text(ref reader, 1);
        else if (reader.ValueTextEquals("bundleId"u8)) BundleId = _seen.Text(ref reader, 2);
        else if (reader.ValueTextEquals("environment"u8)) Environment = _seen.Text(ref reader, 3);
        else if (reader.ValueTextEquals("productId"u8)) ProductId = _seen.Text(ref reader, 4);
        else if (reader.ValueTextEquals("type"u8)) Kind = _seen.Text(ref reader, 5);
        else if (reader.ValueTextEquals("inAppOwnershipType"u8)) Ownership = _seen.Text(ref reader, 6);
        else if (reader.ValueTextEquals("appAccountToken"u8)) AccountToken = _seen.Text(ref reader, 7);
        else if (reader.ValueTextEquals("currency"u8)) CurrencyCode = _seen.Text(ref reader, 8);
        else if (reader.ValueTextEquals("revocationType"u8)) RevocationType = _seen.Text(ref reader, 9);
        else if (reader.ValueTextEquals("price"u8)) Price = _seen.Number(ref reader, 10);
        else if (reader.ValueTextEquals("revocationPercentage"u8))
            RevocationPercentage = _seen.Number(ref reader, 11);
        else if (reader.ValueTextEquals("purchaseDate"u8)) PurchasedAt = _seen.Time(ref reader, 12);
        else if (reader.ValueTextEquals("expiresDate"u8)) ExpiresAt = _seen.Time(ref reader, 13);
        else if (reader.ValueTextEquals("revocationDate"u8)) RevokedAt = _seen.Time(ref reader, 14);
        else if (reader.ValueTextEquals("signedDate"u8)) SignedAt = _seen.Time(ref reader, 15);
        else reader.Skip();
    }
}
