using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PayFunctions.Infra.Apple;
using PayFunctions.Infra.ApplePay;
using PayFunctions.Tests.Infra.AppStore;

namespace PayFunctions.Tests.Infra.ApplePay;

public class VectorTests
{
    [Fact]
    public void The_published_token_opens_to_its_published_content()
    {
        var vector = AppleVectors.Json("applepay-ec.json");
        var tokens = DeviceSide.Reader(
            null, vector.String("merchant_id"), vector.GetProperty("signing_time").GetDateTimeOffset(),
            AppleVectors.Text(vector.String("merchant_private_key")));

        var opened = tokens.Open(vector.String("merchant_id"), Token(vector));

        Assert.Null(opened.Refusal);
        using var token = opened.Token!;
        var content = JsonDocument.Parse(vector.String("plaintext")).RootElement;
        Assert.Equal(
            content.String("applicationPrimaryAccountNumber"), Encoding.ASCII.GetString(token.AccountNumber));
        Assert.Equal(
            content.GetProperty("paymentData").String("onlinePaymentCryptogram"),
            Encoding.ASCII.GetString(token.Cryptogram));
        Assert.Equal(content.GetProperty("transactionAmount").GetInt64(), token.Amount!.Value.MinorUnits);
    }

    [Fact]
    public void The_published_key_is_derived_and_not_that_of_the_other_order()
    {
        var vector = AppleVectors.Json("applepay-ec.json");
        var key = new MerchantKey(
            vector.String("merchant_id"), AppleVectors.Text(vector.String("merchant_private_key")));

        using var derived = key.Unwrap(Convert.FromBase64String(Token(vector).EphemeralPublicKey!));

        var values = vector.GetProperty("intermediate_values");
        Assert.Equal(values.String("symmetric_key"), Convert.ToBase64String(derived!.Span));
        Assert.NotEqual(values.String("wrong_key_x963_order"), Convert.ToBase64String(derived.Span));
    }

    [Fact]
    public void The_published_signatures_of_both_versions_hold_at_their_time_and_no_longer_after() =>
        Assert.All(AppleVectors.Json("applepay-signatures.json").EnumerateArray(), one =>
        {
            var signature = new TokenSignature(AppleRoots.Read(null));
            var (parts, _) = TokenParts.Read(Token(one));
            var at = one.GetProperty("signing_time").GetDateTimeOffset();
            var within = TimeSpan.FromMinutes(5);

            Assert.Null(signature.Refuse(parts!, at, within));
            Assert.Equal(ApplePayRefusal.StaleSigningTime, signature.Refuse(parts!, at.AddMinutes(6), within));
            parts!.Data[0] ^= 1;
            Assert.Equal(ApplePayRefusal.BadSignature, signature.Refuse(parts, at, within));
        });

    private static PaymentToken Token(JsonElement vector) =>
        DeviceSide.Token(JsonNode.Parse(vector.GetProperty("payment_data").GetRawText())!.AsObject());
}
