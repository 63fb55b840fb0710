using System.Text;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>The application's own data in a request, limited so that it fits into the token.</summary>
internal static class SlotContext
{
    private const int MaximumEntries = 16;
    private const int MaximumNameLength = 64;
    private const int MaximumUtf8Length = 2048;

    /// <param name="context">What the client sent.</param>
    /// <param name="what">What the client calls it.</param>
    public static IReadOnlyDictionary<string, string> Check(IReadOnlyDictionary<string, string>? context, string what = "context")
    {
        if (context is null)
        {
            return System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
        }

        var length = 0;
        foreach (var (name, value) in context)
        {
            if (name.Length is 0 or > MaximumNameLength || value is null)
            {
                throw Invalid($"The {what} has an invalid entry. Use names of 1 to {MaximumNameLength} characters, and text as values.");
            }

            length += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value);
        }

        return context.Count <= MaximumEntries && length <= MaximumUtf8Length
            ? context
            : throw Invalid(
                $"The {what} has {context.Count} entries and {length} bytes. "
                + $"At most {MaximumEntries} entries and {MaximumUtf8Length} bytes are allowed.");
    }

    private static EndpointException Invalid(string detail) => new(EndpointErrorCodes.RequestInvalid, detail);
}
