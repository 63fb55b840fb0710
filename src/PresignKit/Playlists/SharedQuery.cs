using System.Text;

namespace PresignKit.Playlists;

/// <summary>
/// The query of each address in a shared playlist. Shaka Player substitutes no variable whose name has a hyphen, so that such a parameter is taken from
/// one of the same name without hyphens, which other playlists need, too.
/// </summary>
/// <param name="parameters">The names of the parameters.</param>
internal sealed class SharedQuery(IReadOnlyList<string> parameters)
{
    /// <summary>That of segments.</summary>
    public byte[] OfMedia { get; } = Encoding.ASCII.GetBytes($"?{string.Join('&', parameters.Select(name => Pair(name, name)))}");

    /// <summary>That of other playlists, which hand it on.</summary>
    public byte[] OfPlaylists { get; } = Encoding.ASCII.GetBytes(
        $"?{string.Join('&', parameters.Concat(parameters.Select(VariableOf).Except(parameters)).Select(name => Pair(name, name)))}");

    /// <summary>The variable that a parameter is taken from.</summary>
    public static string VariableOf(string parameter) => parameter.Replace("-", "", StringComparison.Ordinal);

    private static string Pair(string name, string parameter) => $"{name}={{${VariableOf(parameter)}}}";
}
