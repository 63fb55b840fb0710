using System.Text;
using PresignKit.Stores;

namespace PresignKit.Providers.Probing;

/// <summary>A profile as C#, to paste into an application.</summary>
internal static class ProfileSource
{
    // Qualified, so that it compiles wherever it is pasted.
    private const string Namespace = nameof(PresignKit);
    private const int Width = 120;
    private const string Indent = "    ";

    public static string Of(StoreProfile profile)
    {
        List<string> settings = [$"{nameof(StoreProfile.Name)} = {Literal(profile.Name)}"];
        foreach (var capability in CapabilityTable.All)
        {
            // The generic profile already says Unknown.
            if (capability.Get(profile) is var value && value != Capability.Unknown)
            {
                settings.Add($"{capability.Name} = {Namespace}.{nameof(Capability)}.{value}");
            }
        }

        var source = new StringBuilder($"{Namespace}.{nameof(StoreProfile)}.{nameof(StoreProfile.Generic)} with\n{{\n");
        var line = "";
        foreach (var setting in settings)
        {
            if (line.Length > 0 && Indent.Length + line.Length + setting.Length + 2 > Width)
            {
                source.Append(Indent).Append(line).Append('\n');
                line = "";
            }

            line += line.Length == 0 ? $"{setting}," : $" {setting},";
        }

        return source.Append(Indent).Append(line).Append("\n}").ToString();
    }

    // C# language specification, "String literals".
    private static string Literal(string text) =>
        $"\"{string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) || c > '~' ? $"\\u{(int)c:X4}" : $"{c}"))}\"";
}
