namespace PresignKit.SigV4;

/// <summary>A header, a query parameter, or a form field: always decoded, never percent-encoded.</summary>
/// <param name="Name">The name. Names of headers and form fields are case-insensitive; names of query parameters are case-sensitive.</param>
/// <param name="Value">The exact value.</param>
public readonly record struct NameValue(string Name, string Value)
{
    /// <summary>Returns only the name: a value may be a signature, a token, or a customer's key.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => Name;
}
