using System.Net;
using System.Text;
using PresignKit.CloudFront.Documents;

namespace PresignKit.CloudFront.Tests.Oracles;

/// <summary>
/// The examples of the Developer Guide. Their signatures are made up there, so that only what is signed and how it is encoded can be compared.
/// </summary>
public sealed class DocumentationTests
{
    /// <summary>"Set signed cookies using a custom policy", example 1: a policy without white space, and the value of its cookie.</summary>
    [Fact]
    public void Encode_PolicyOfTheCookieExample_IsItsCookie()
    {
        const string Policy =
            """{"Statement":[{"Resource":"http://d111111abcdef8.cloudfront.net/game_download.zip","Condition":"""
            + """{"IpAddress":{"AWS:SourceIp":"192.0.2.0/24"},"DateLessThan":{"AWS:EpochTime":1426500000}}}]}""";

        Assert.Equal(
            "eyJTdGF0ZW1lbnQiOlt7IlJlc291cmNlIjoiaHR0cDovL2QxMTExMTFhYmNkZWY4LmNsb3VkZnJvbnQubmV0L2dhbWVfZG93bmxvYWQuemlwIiwiQ29uZGl0aW9uIjp7IklwQWRk"
                + "cmVzcyI6eyJBV1M6U291cmNlSXAiOiIxOTIuMC4yLjAvMjQifSwiRGF0ZUxlc3NUaGFuIjp7IkFXUzpFcG9jaFRpbWUiOjE0MjY1MDAwMDB9fX1dfQ__",
            Encoding.ASCII.GetString(QueryText.Encode(Encoding.ASCII.GetBytes(Policy))));
    }

    /// <summary>"Create a signed URL using a custom policy": the order in a condition does not matter, and there is no white space.</summary>
    [Fact]
    public void Write_AllConditions_IsThePolicyOfTheGuide()
    {
        var policy = new Utf8Builder();
        try
        {
            PolicyDocument.Begin(ref policy);
            policy.Append("https://d111111abcdef8.cloudfront.net/training/*"u8);
            PolicyDocument.End(
                ref policy,
                new(DateTimeOffset.FromUnixTimeSeconds(1767290400), DateTimeOffset.FromUnixTimeSeconds(1767200000), IPNetwork.Parse("192.0.2.0/24")));

            Assert.Equal(
                """{"Statement":[{"Resource":"https://d111111abcdef8.cloudfront.net/training/*","Condition":{"DateLessThan":{"AWS:EpochTime":1767290400}"""
                + ""","DateGreaterThan":{"AWS:EpochTime":1767200000},"IpAddress":{"AWS:SourceIp":"192.0.2.0/24"}}}]}""",
                Encoding.ASCII.GetString(policy.Written));
        }
        finally
        {
            policy.Dispose();
        }
    }

    /// <summary>The table of invalid and valid characters.</summary>
    [Fact]
    public void Encode_EachCharacter_IsThatOfTheTable() => Assert.Equal("-~8_", Encoding.ASCII.GetString(QueryText.Encode([0xFB, 0xFF])));
}
