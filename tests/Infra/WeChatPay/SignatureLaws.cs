using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class SignatureLaws
{
    private static readonly byte[] Body = WeChatPaySide.Envelope(WeChatPaySide.Transaction());

    private static readonly SignatureHeaders Good =
        WeChatPaySide.Sign(WeChatPaySide.PlatformKey, Receiving.PlatformSerial, Receiving.Now, Body);

    private readonly Receiving _receiving = new();

    [Fact]
    public void Any_one_byte_of_the_body_changed_is_refused() =>
        Prop.ForAll(
            (from at in Gen.Choose(0, Body.Length - 1)
             from flip in Gen.Choose(1, 255)
             select (at, flip)).ToArbitrary(),
            change => IsRefused(Good, Flipped(change.at, (byte)change.flip))).Check(Quickly);

    [Fact]
    public void Any_one_character_of_the_signature_changed_is_refused() =>
        Prop.ForAll(
            Change(Good.Signature!), change => IsRefused(Good with { Signature = change }, Body)).Check(Quickly);

    [Fact]
    public void Any_last_character_of_the_signature_changed_is_refused()
    {
        // Its low bits decode to nothing, so that a lenient decoder takes 16 characters for one.
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
        var good = Good.Signature!;
        var at = good.Length - 3;

        Assert.All(
            Alphabet.Where(other => other != good[at]),
            other => Assert.True(IsRefused(Good with { Signature = good[..at] + other + good[(at + 1)..] }, Body)));
    }

    [Fact]
    public void Any_one_character_of_the_nonce_changed_is_refused() =>
        Prop.ForAll(Change(Good.Nonce!), change => IsRefused(Good with { Nonce = change }, Body)).Check(Quickly);

    [Fact]
    public void Any_one_digit_of_the_timestamp_changed_is_refused() =>
        Prop.ForAll(
            Change(Good.Timestamp!), change => IsRefused(Good with { Timestamp = change }, Body)).Check(Quickly);

    private static Config Quickly => Config.QuickThrowOnFailure.WithMaxTest(200);

    private static Arbitrary<string> Change(string text) =>
        (from at in Gen.Choose(0, text.Length - 1)
         from letter in Gen.Choose(33, 126)
         where (char)letter != text[at]
         select text[..at] + (char)letter + text[(at + 1)..]).ToArbitrary();

    private static byte[] Flipped(int at, byte flip)
    {
        byte[] body = [.. Body];
        body[at] ^= flip;
        return body;
    }

    private bool IsRefused(SignatureHeaders headers, byte[] body)
    {
        var reading = _receiving.Read(headers, body);
        return reading is { Refusal.Status: 401, Evidence: null, Acknowledge: false };
    }
}
