using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PayFunctions.Tests.Fuzz;

/// <summary>JSON that was good, with fields lost, doubled, renamed, of other kinds and depths, in other encodings.</summary>
internal static class OddJson
{
    private static readonly string[] Literals =
    [
        "null", "true", "false", "0", "-0", "-1", "1.5", "1e3", "1E400", "-1e-400", "2147483648", "9223372036854775808", "1234567890123456789012345678901234567890",
        "0.1234567890123456789012345678901", "\"\"", "\"\\u0000\"", "\"1234\"", "[]", "{}", "[[]]", "[1,2]", "{\"amount\":1}", "{\"amount\":1,\"currency\":\"CNY\"}",
    ];

    /// <summary>How fields within fields are called in problem details: as a name of its own none of them is known.</summary>
    private static readonly string[] Paths =
        ["total.amount", "amount.currency", "receivers[0].account", "receivers[2147483647].account", "receivers[-1].account", "receivers[", "payer.", ".", "[0]"];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    /// <summary>The same document with one to three things about it others.</summary>
    public static JsonNode Changed(Dice dice, JsonNode good)
    {
        var root = good.DeepClone();
        for (var left = dice.From(1, 3); left > 0; left--) root = Once(dice, root);
        return root;
    }

    /// <summary>The document as bytes, seldom as JSON should come.</summary>
    public static byte[] Written(Dice dice, JsonNode root)
    {
        var text = root.ToJsonString(Relaxed);
        if (dice.OneIn(10)) text = Doubled(dice, text);
        if (dice.OneIn(25)) text = text.Insert(text.IndexOf('"', dice.Below(text.Length)) + 1, dice.Of(["\\ud800", "\\udc00", "\\u0000", "\\x", "\u0001"]));
        if (dice.OneIn(20)) text = dice.Of(["\n\t ", "\uFEFF", "//c\n", "", "["]) + text + dice.Of([" \r\n", "\0", "]", "}", ",", "x", text]);
        return dice.Below(60) switch
        {
            0 => Encoding.Unicode.GetBytes(text),
            1 => Encoding.Latin1.GetBytes(text),
            2 => OddBytes.Changed(dice, Encoding.UTF8.GetBytes(text)),
            _ => Encoding.UTF8.GetBytes(text),
        };
    }

    private static JsonNode Once(Dice dice, JsonNode root)
    {
        var places = new List<JsonObject>();
        Collect(root, places);
        var fields = places.SelectMany(place => place.Select(field => (Place: place, field.Key))).ToList();
        if (fields.Count == 0) return Literal(dice) ?? new JsonObject();
        var (at, name) = dice.Of(fields);
        switch (dice.Below(9))
        {
            case 0:
                at.Remove(name);
                break;
            case 1:
                at[Whole(OddText.Of(dice))] = Literal(dice);
                break;
            case 8:
                at[dice.Of(Paths)] = Literal(dice);
                break;
            case 2:
                var value = at[name];
                at.Remove(name);
                at[Whole(OddText.Changed(dice, name))] = value;
                break;
            case 3:
                at[name] = Deep(dice, at[name]);
                break;
            case 4 or 5:
                at[name] = Literal(dice);
                break;
            default:
                at[name] = at[name] is JsonValue text && text.TryGetValue<string>(out var good) && dice.OneIn(2)
                    ? Value(OddText.Changed(dice, good))
                    : Value(OddText.Of(dice));
                break;
        }

        return root;
    }

    private static void Collect(JsonNode? node, List<JsonObject> into)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Collect(item, into);
        }

        if (node is not JsonObject fields) return;
        into.Add(fields);
        foreach (var (_, value) in fields) Collect(value, into);
    }

    private static JsonNode? Literal(Dice dice) => JsonNode.Parse(dice.Of(Literals));

    private static JsonNode Value(string text) => JsonValue.Create(Whole(text));

    /// <summary>Half a surrogate pair can't be written as it is; it comes as an escape elsewhere.</summary>
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static JsonNode? Deep(Dice dice, JsonNode? value)
    {
        var inner = value?.DeepClone();
        for (var left = dice.Of([1, 2, 4, 40]); left > 0; left--) inner = dice.OneIn(2) ? new JsonArray(inner) : new JsonObject { ["a"] = inner };
        return inner;
    }

    /// <summary>A field once more, with another value.</summary>
    private static string Doubled(Dice dice, string text)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        var (start, end) = (text.IndexOf('"', open + 1), text.IndexOf(':', open + 1));
        return open < 0 || start < 0 || end < start ? text : text.Insert(open + 1, $"{text[start..end]}:{dice.Of(Literals)},");
    }
}
