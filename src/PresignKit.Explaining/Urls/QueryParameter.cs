using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Urls;

/// <summary>One parameter of a query, encoded and decoded.</summary>
internal readonly record struct QueryParameter(string RawName, string RawValue)
{
    public string Name => LenientText.Decode(RawName, plusIsSpace: true);

    public string Value => LenientText.Decode(RawValue, plusIsSpace: true);

    public override string ToString() => Name;
}
