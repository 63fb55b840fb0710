namespace PresignKit;

/// <summary>Whether the origins of pages may have wildcards.</summary>
public enum PageOriginRule
{
    /// <summary>Each is one exact origin.</summary>
    Exact,

    /// <summary>
    /// One <c>*</c> may stand in each: <c>https://*.example.com</c>, or <c>*</c> for every page of the world. What admits to an
    /// object is still the signature alone, but any page that gets hold of a URL can then use it from its visitors' browsers.
    /// </summary>
    AllowWildcards,
}
