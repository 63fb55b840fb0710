using System.Text;
using PresignKit.Completion.FileFormats;
using PresignKit.Content;

namespace PresignKit.Tests.Completion.FileFormats;

/// <summary>Writes the tables of docs/content.md from those of the library.</summary>
internal static class ContentTables
{
    public static string GenerateFormats()
    {
        var page = new StringBuilder("| a file is | if its first bytes have | and fits |\n|---|---|---|\n");
        foreach (var format in Formats.All)
        {
            page.Append("| ").Append(format.Name).Append(" | ").AppendJoin("; or ", format.Signatures.Select(s => s.Description)).Append(" | ")
                .Append(Names(format.Types));
            if (!format.Possible.IsEmpty)
            {
                page.Append("; may be ").Append(Names(format.Possible));
            }

            page.Append(ReferenceEquals(format, Formats.Text) ? ", every other `text/*` and `+json` |\n" : " |\n");
        }

        return page.Append("\nUnknown bytes do not contradict ")
            .Append(Names(FormatsOfType.WithoutMandatoryHeader.Order(StringComparer.Ordinal)))
            .Append(", because some of their files begin with nothing that is known, and any type that the table above does not list.\n")
            .ToString();
    }

    public static string GenerateTypes()
    {
        var page = new StringBuilder(
            "| content type | extensions | other names | names that mean it for these extensions | names that mean it if the policy allows it |\n|---|---|---|---|---|\n");
        foreach (var type in MediaTypeTable.All)
        {
            page.Append("| `").Append(type.Type).Append("` | ").Append(Names(type.Extensions)).Append(" | ").Append(Names(type.Aliases)).Append(" | ")
                .Append(Names(type.Misnomers)).Append(" | ").Append(Names([.. type.Broader, .. type.Siblings])).Append(" |\n");
        }

        return page.ToString();
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));
}
