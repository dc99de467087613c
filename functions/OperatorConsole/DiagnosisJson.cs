using System.Text.Json;
using PayFunctions.Core.Diagnosis;
using PayFunctions.Edge;

namespace PayFunctions.OperatorConsole;

internal static class DiagnosisJson
{
    public static byte[] Write(string orderId, OrderFacts facts, OrderDiagnosis diagnosis, bool inChinese) =>
        Json.Write((orderId, facts), (diagnosis, inChinese), static (json, of, said) =>
        {
            json.WriteStartObject();
            json.WriteString("orderId"u8, of.orderId);
            json.WriteTime("at"u8, of.facts.Now);
            json.WriteString("state"u8, of.facts.Order.State.ToString());
            json.WriteString("language"u8, said.inChinese ? "zh" : "en");
            json.WriteString("summary"u8, DiagnosisWords.Say(said.diagnosis.Summary, said.inChinese));
            json.WriteStartArray("findings"u8);
            foreach (var finding in said.diagnosis.Findings) Write(json, finding, said.inChinese);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, Finding finding, bool inChinese)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, finding.Kind.ToString());
        json.WriteString("level"u8, Word(finding.Level));
        json.WriteString("text"u8, DiagnosisWords.Say(finding, inChinese));
        json.WriteEndObject();
    }

    private static string Word(FindingLevel level) => level switch
    {
        FindingLevel.Note => "note",
        FindingLevel.Warn => "warn",
        FindingLevel.Bad => "bad",
    };
}
