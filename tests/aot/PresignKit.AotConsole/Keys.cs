namespace PresignKit.AotConsole;

/// <summary>Invented credentials.</summary>
internal static class Keys
{
    public const string Id = "AKIDEXAMPLE";

    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
}
