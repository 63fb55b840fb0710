using System.Collections.Immutable;

namespace PresignKit.Keys;

/// <summary>
/// How a policy names objects: literal text and tokens, such as <c>uploads/{tenant}/{date:yyyy/MM/dd}/{id}{ext}</c>. Parsed once, so that
/// an unknown token is an error at start and not when the first user uploads.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item><c>{id}</c>: 128 random bits as 32 lowercase hexadecimal digits, so that nobody can guess a key.</item>
/// <item><c>{ext}</c>: the extension of the accepted content type, dot included; empty for types that have none.</item>
/// <item><c>{filename}</c>: the client's file name without its extension, reduced to letters, digits, and <c>-</c>.</item>
/// <item><c>{date:FORMAT}</c>: the UTC date in a format of <c>yyyy</c>, <c>MM</c>, <c>dd</c>, <c>HH</c>, <c>/</c>, and <c>-</c>.</item>
/// <item><c>{tenant}</c>, <c>{user}</c>, and the policy's own names: what the application supplies.</item>
/// </list>
/// </remarks>
internal sealed class KeyTemplate
{
    private readonly ImmutableArray<KeyTemplatePart> _parts;

    private KeyTemplate(string text, ImmutableArray<KeyTemplatePart> parts)
    {
        Text = text;
        _parts = parts;
    }

    /// <summary>The template as it was written.</summary>
    public string Text { get; }

    public ImmutableArray<KeyTemplatePart> Parts => _parts;

    /// <summary>The text before the first token, with which every key begins.</summary>
    public string LiteralStart => Parts[0] is { Kind: KeyTemplatePartKind.Literal, Text: var text } ? text : "";

    /// <summary>Parses a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="values">The names of tokens that the application fills, in addition to <c>tenant</c> and <c>user</c>.</param>
    /// <exception cref="ArgumentException">
    /// The template is malformed, has an unknown token, could yield an invalid object key, or could yield the same key twice; the message says
    /// where.
    /// </exception>
    public static KeyTemplate Parse(string text, params IEnumerable<string> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        ArgumentNullException.ThrowIfNull(values);
        var parts = KeyTemplateParser.Parse(text, [.. values, "tenant", "user"]);
        KeyTemplateUniqueness.Check(text, parts);
        var template = new KeyTemplate(text, parts);

        // One example shows whether the literal text can be part of a key.
        var example = KeyTemplateExpander.Example(template);
        if (!ObjectKey.TryCreate(example, out _))
        {
            throw new ArgumentException($"The key template '{text}' yields keys such as '{example}', which are not valid object keys.", nameof(text));
        }

        return template;
    }

    /// <summary>The template as it was written.</summary>
    public override string ToString() => Text;
}
