using System.Text;

namespace PayFunctions.Tests.Fuzz;

/// <summary>A form that was good, with fields lost, doubled, renamed, joined, and spelled in other ways.</summary>
internal static class OddForm
{
    public static Dictionary<string, string> Changed(Dice dice, Dictionary<string, string> good)
    {
        var fields = new Dictionary<string, string>(good);
        for (var left = dice.From(1, 3); left > 0; left--)
        {
            var name = dice.Of([.. fields.Keys]);
            switch (dice.Below(6))
            {
                case 0:
                    fields.Remove(name);
                    break;
                case 1:
                    fields[OddText.Of(dice)] = OddText.Of(dice);
                    break;
                case 2:
                    fields[OddText.Changed(dice, name)] = fields[name];
                    break;
                case 3:
                    fields[name] = OddText.Changed(dice, fields[name]);
                    break;
                default:
                    fields[name] = OddText.Of(dice);
                    break;
            }

            if (fields.Count == 0) break;
        }

        return fields;
    }

    /// <summary>The form as bytes, seldom as a form should come.</summary>
    public static byte[] Written(Dice dice, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var pairs = fields.Select(field => $"{Spelled(dice, field.Key)}={Spelled(dice, field.Value)}").ToList();
        if (pairs.Count > 0 && dice.OneIn(10)) pairs.Insert(dice.Below(pairs.Count), dice.Of(pairs));
        if (pairs.Count > 0 && dice.OneIn(20)) pairs.Insert(dice.Below(pairs.Count), dice.Of(["", "=", "a", "=a", "a=", "a==b", "%", "sign=%", "a=%4"]));
        var bytes = Encoding.Latin1.GetBytes(string.Join(dice.OneIn(60) ? ';' : '&', pairs));
        return dice.OneIn(30) ? OddBytes.Changed(dice, bytes) : bytes;
    }

    private static string Spelled(Dice dice, string text)
    {
        // Half a surrogate pair has no bytes of its own.
        var whole = text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
        return dice.Below(40) switch
        {
            0 => whole,
            1 => string.Concat(Encoding.UTF8.GetBytes(whole).Select(b => $"%{b:x2}")),
            2 => Uri.EscapeDataString(whole).ToLowerInvariant(),
            3 => string.Concat(Encoding.Latin1.GetBytes(whole).Select(b => $"%{b:X2}")),
            _ => Uri.EscapeDataString(whole).Replace("%20", "+", StringComparison.Ordinal),
        };
    }
}
