using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PresignKit.Keys;

/// <summary>Creates keys from a template.</summary>
internal static class KeyTemplateExpander
{
    // 128 bits: no two uploads get the same key, and nobody can guess one.
    private const int IdBytes = 16;
    private const int MaximumValueLength = 128;

    public static ObjectKey Expand(
        KeyTemplate template,
        string extension,
        string fileName,
        DateTimeOffset now,
        IReadOnlyDictionary<string, string> values)
    {
        var key = new StringBuilder(128);
        foreach (var part in template.Parts)
        {
            key.Append(part.Kind switch
            {
                KeyTemplatePartKind.Literal => part.Text,
                KeyTemplatePartKind.Id => RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true),
                KeyTemplatePartKind.Extension => extension,
                KeyTemplatePartKind.FileName => FileNameSlug.Of(fileName),
                KeyTemplatePartKind.Date => Date(now, part.Text),
                KeyTemplatePartKind.Value => Value(template, part.Text, values),
                _ => throw new InvalidOperationException($"Unknown part {part.Kind}."),
            });
        }

        return ObjectKey.TryCreate(key.ToString(), out var result)
            ? result
            : throw new PolicyViolationException(
                ErrorCodes.KeyValueInvalid,
                $"The key template '{template.Text}' with the supplied values does not yield a valid object key. Change the values or the template.");
    }

    /// <summary>A key that the template could yield, for checking its literal text.</summary>
    public static string Example(KeyTemplate template) => string.Concat(template.Parts.Select(part => part.Kind switch
    {
        KeyTemplatePartKind.Literal => part.Text,
        KeyTemplatePartKind.Id => "0123456789abcdef0123456789abcdef",
        KeyTemplatePartKind.Extension => ".bin",
        KeyTemplatePartKind.FileName => "file",
        KeyTemplatePartKind.Date => Date(DateTimeOffset.UnixEpoch, part.Text),
        _ => part.Text,
    }));

    private static string Date(DateTimeOffset now, string format) =>
        now.UtcDateTime.ToString(format.Length == 1 ? "%" + format : format, CultureInfo.InvariantCulture);

    private static string Value(KeyTemplate template, string name, IReadOnlyDictionary<string, string> values)
    {
        if (!values.TryGetValue(name, out var value) || string.IsNullOrEmpty(value))
        {
            throw new PolicyViolationException(
                ErrorCodes.KeyValueInvalid,
                $"The key template '{template.Text}' requires the value '{name}', which the application did not supply. Set it in UploadRequest.KeyValues.");
        }

        // A value is one segment or a part of one: it leads neither to a parent nor to a child folder.
        if (value.Length > MaximumValueLength || value.AsSpan().ContainsAny("/\\") || value is "." or ".."
            || !ObjectKey.TryCreate(value, out _))
        {
            throw new PolicyViolationException(
                ErrorCodes.KeyValueInvalid,
                $"The value '{name}' cannot be part of an object key: it must have at most {MaximumValueLength} characters, "
                + "must not contain a slash, backslash, or control character, and must not be '.' or '..'.");
        }

        return value;
    }
}
