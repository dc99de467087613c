namespace PayFunctions.Infra.Alipay;

/// <summary>Where a decoded field's name and value are in the decoded text.</summary>
internal readonly record struct FormField(int Name, int NameLength, int Value, int ValueLength);
