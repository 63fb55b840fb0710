using System.Buffers;
using System.Security.Cryptography;

namespace PresignKit.Keys;

/// <summary>
/// The random value that ties an object to the slot that it came through: 32 hexadecimal digits, followed by a dot and the application's name if it
/// has one.
/// </summary>
internal static class SlotBinding
{
    /// <summary>The name of the metadata that stores it. Policies must not use it for metadata of their own.</summary>
    public const string MetadataName = "presignkit-slot";

    /// <summary>The longest name of an application.</summary>
    public const int MaximumNameLength = 64;

    private const int Digits = 32;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The length of the metadata's name and value together: part of what a store allows for metadata.</summary>
    /// <param name="application">The application's name; null: it has none.</param>
    public static int MetadataLength(string? application) => MetadataName.Length + Digits + (application is null ? 0 : 1 + application.Length);

    /// <summary>A new value.</summary>
    /// <param name="application">The application's name; null: it has none.</param>
    public static string New(string? application)
    {
        var random = RandomNumberGenerator.GetHexString(Digits, lowercase: true);
        return application is null ? random : $"{random}.{application}";
    }

    /// <summary>Whether a text can be the name of an application.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return text.Length is > 0 and <= MaximumNameLength;
    }

    /// <summary>Whether a value is that of a slot.</summary>
    /// <param name="value">The value.</param>
    /// <param name="application">The name of the application that opened the slot; null: it had none.</param>
    public static bool TryRead(string? value, out string? application)
    {
        application = null;
        if (value is null || value.Length < Digits || value.AsSpan(0, Digits).ContainsAnyExcept(HexDigits))
        {
            return false;
        }

        if (value.Length == Digits)
        {
            return true;
        }

        application = value[(Digits + 1)..];
        return value[Digits] == '.' && IsName(application);
    }
}
