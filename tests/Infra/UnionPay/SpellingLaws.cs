using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Infra.Forms;
using PayFunctions.Infra.UnionPay;

namespace PayFunctions.Tests.Infra.UnionPay;

/// <summary>Both spellings of a message come down to the fields, and the fields to one text.</summary>
public class SpellingLaws
{
    private const string Letters = "abcXYZ019 +/=&%{}[]-_~*茶";

    private static Config Quickly => Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void A_form_of_any_fields_reads_back_to_them_and_to_the_text_that_is_signed() => Prop.ForAll(Fields(Letters), fields =>
    {
        var body = UnionPaySide.Form(fields);
        var read = AnswerText.Read(body);
        var slots = new FormField[Form.FieldsMax];
        FormReader.Read(body, new byte[body.Length], slots, out var form);
        var text = SignedText.Write(form, new byte[body.Length]);
        return Same(fields, read!)
            && Encoding.UTF8.GetString(text) == UnionPaySide.TextOf(fields) && SignedText.Of(read!) == UnionPaySide.TextOf(fields);
    }).Check(Quickly);

    [Fact]
    public void The_same_with_nothing_escaped_where_values_have_their_ampersands_in_braces() => Prop.ForAll(
        Fields("abcXYZ019 +/=-茶"), fields =>
        {
            var braced = fields.ToDictionary(one => one.Key, one => one.Key.Length % 2 == 0 ? one.Value : $"{{t={one.Value}&u=1}}");
            braced["signature"] = "AAAA/+A=="; // What no form has.
            var raw = string.Join('&', braced.Select(one => $"{one.Key}={one.Value}"));
            return Same(braced, AnswerText.Read(Encoding.UTF8.GetBytes(raw))!);
        }).Check(Quickly);

    [Fact]
    public void Any_one_byte_of_an_answer_changed_never_throws() => Prop.ForAll(
        (from at in Gen.Choose(0, 200)
         from value in Gen.Choose(0, 255)
         select (at, value)).ToArbitrary(),
        change =>
        {
            var body = UnionPaySide.Form(UnionPaySide.Fields());
            body[change.at] = (byte)change.value;
            AnswerText.Read(body);
        }).Check(Quickly);

    private static bool Same(Dictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(field => other.TryGetValue(field.Key, out var value) && value == field.Value);

    private static Arbitrary<Dictionary<string, string>> Fields(string letters) =>
        (from count in Gen.Choose(1, 20)
         from names in Gen.ArrayOf(Gen.Elements("ABCabcXYZxyz019".ToCharArray()).ArrayOf(6), count)
         from values in Gen.ArrayOf(Gen.Elements(letters.ToCharArray()).ArrayOf().Resize(12), count)
         select names.Zip(values).GroupBy(one => new string(one.First), StringComparer.Ordinal)
             .ToDictionary(one => one.Key, one => new string(one.First().Second))).ToArbitrary();
}
