using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PresignKit;

/// <summary>
/// The name of one object in a bucket. Every value of this type is valid: it stays in its bucket, does not lead to a parent folder, and
/// is accepted by every store.
/// </summary>
/// <remarks>
/// S3 allows any UTF-8 sequence of at most 1,024 bytes as a key ("Naming Amazon S3 objects"). This type also refuses names that HTTP
/// clients, proxies, or stores rewrite (<c>.</c> and <c>..</c> segments, empty segments, a leading slash, backslashes) or that cannot
/// be displayed safely (control characters).
/// </remarks>
[DebuggerDisplay("{Value,nq}")]
public sealed class ObjectKey : IEquatable<ObjectKey>
{
    /// <summary>The longest key that a store accepts, in bytes of UTF-8.</summary>
    /// <value>1,024.</value>
    public const int MaximumUtf8Length = 1024;

    /// <summary>Creates a key from its text, verbatim: nothing is trimmed, folded, or normalized.</summary>
    /// <param name="value">The key, not percent-encoded.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The text is empty, starts with <c>/</c>, contains a <c>.</c>, <c>..</c>, or empty segment (a single trailing slash is allowed), a
    /// backslash, a control character, or a lone surrogate, or is longer than 1,024 bytes of UTF-8.
    /// </exception>
    public ObjectKey(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (Flaw(value) is { } flaw)
        {
            throw new ArgumentException($"An object key {flaw}.", nameof(value));
        }

        Value = value;
    }

    private ObjectKey(string value, Checked _) => Value = value;

    private enum Checked
    {
        Yes,
    }

    /// <summary>The key's text, not percent-encoded.</summary>
    public string Value { get; }

    /// <summary>Whether two keys name the same object (ordinal comparison).</summary>
    public static bool operator ==(ObjectKey? left, ObjectKey? right) => Equals(left, right);

    /// <summary>Whether two keys name different objects (ordinal comparison).</summary>
    public static bool operator !=(ObjectKey? left, ObjectKey? right) => !Equals(left, right);

    /// <summary>Creates a key if the text is valid, without throwing.</summary>
    /// <param name="value">The key, not percent-encoded.</param>
    /// <param name="key">The key; null if the text is not valid.</param>
    /// <returns>Whether <paramref name="value"/> is a valid key.</returns>
    public static bool TryCreate([NotNullWhen(true)] string? value, [NotNullWhen(true)] out ObjectKey? key)
    {
        key = value is not null && Flaw(value) is null ? new ObjectKey(value, Checked.Yes) : null;
        return key is not null;
    }

    /// <inheritdoc/>
    public bool Equals(ObjectKey? other) => other is not null && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ObjectKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>The key's text.</summary>
    public override string ToString() => Value;

    private static string? Flaw(string value)
    {
        if (value.Length == 0)
        {
            return "must not be empty";
        }

        if (value[0] == '/')
        {
            return "must not start with '/'";
        }

        return (IsPlain(value) ? null : CharacterFlaw(value)) ?? SegmentFlaw(value);
    }

    // Nearly every key is printable ASCII, for which one vectorized search replaces a check of every character.
    private static bool IsPlain(string value) =>
        value.Length <= MaximumUtf8Length && !value.AsSpan().ContainsAnyExceptInRange(' ', '~') && !value.Contains('\\');

    private static string? CharacterFlaw(string value)
    {
        var utf8Length = 0;
        for (var i = 0; i < value.Length;)
        {
            if (!Rune.TryGetRuneAt(value, i, out var rune))
            {
                return $"must not contain a lone surrogate (found at position {i})";
            }

            if (rune.Value == '\\')
            {
                return $"must not contain a backslash (found at position {i})";
            }

            if (Rune.IsControl(rune))
            {
                return $"must not contain a control character (U+{rune.Value:X4}, found at position {i})";
            }

            utf8Length += rune.Utf8SequenceLength;
            i += rune.Utf16SequenceLength;
        }

        return utf8Length > MaximumUtf8Length
            ? $"must not be longer than {MaximumUtf8Length} bytes of UTF-8 (this one has {utf8Length})"
            : null;
    }

    private static string? SegmentFlaw(string value)
    {
        var rest = value.AsSpan();

        // "folder/" is the usual name of an empty folder object; only the last segment may be empty.
        if (rest[^1] == '/')
        {
            rest = rest[..^1];
        }

        while (true)
        {
            var end = rest.IndexOf('/');
            switch (end < 0 ? rest : rest[..end])
            {
                case "":
                    return "must not contain an empty segment ('//')";
                case "." or "..":
                    return "must not contain a '.' or '..' segment";
            }

            if (end < 0)
            {
                return null;
            }

            rest = rest[(end + 1)..];
        }
    }
}
