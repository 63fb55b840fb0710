using PresignKit.Content;

namespace PresignKit.Downloads;

/// <summary>A content type as it was declared and as it is sent. Many objects of a batch have the same one, which is read once.</summary>
/// <param name="Text">As declared.</param>
/// <param name="Sent">As the store returns it.</param>
/// <param name="MediaType">Without parameters, as policies list it.</param>
internal sealed record DeclaredType(string Text, string Sent, string MediaType)
{
    /// <summary>Reads a content type, unless it is the previous one.</summary>
    /// <exception cref="ArgumentException">It is malformed.</exception>
    public static DeclaredType Read(string text, DeclaredType? previous, string parameterName)
    {
        if (previous is not null && previous.Text == text)
        {
            return previous;
        }

        var type = ContentTypeHeader.Parse(text) ?? throw new ArgumentException(
            $"The content type '{MessageText.Printable(text, 100)}' is not of the form type/subtype, such as video/mp4, "
            + "with well-formed parameters, such as text/csv; charset=windows-1251.",
            parameterName);
        return new(text, type.ToString(), MediaTypes.Canonical(type.MediaType));
    }
}
